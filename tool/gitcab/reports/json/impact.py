"""What is hit, and why: gitcab.impact/1 and gitcab.explanation/1."""

from typing import Any

from gitcab.model.impact import Explanation, Impact, Impacted, State, Step
from gitcab.reports._look import Look
from gitcab.reports._story import story
from gitcab.reports.json._basis import plain_basis
from gitcab.reports.json._document import document, given

_WORSE = (State.DOWN, State.DEGRADED, State.AT_RISK)


def plain_step(step: Step) -> dict[str, Any]:
    """One hop of a path."""
    group = step.group and {
        "at_least": step.group.at_least,
        "of": list(step.group.of),
        "failed": list(step.group.failed),
    }
    return {"from": step.cause, "relation": step.relation, "to": step.affected, **given(group=group)}


def plain_impacted(one: Impacted) -> dict[str, Any]:
    """One item that is hit, with its whole path."""
    return {
        "id": one.id,
        "class": one.item_class,
        "state": one.state.word,
        "hops": one.hops,
        "path": [plain_step(step) for step in one.path],
        "name": one.name,
        "family": one.family,
        "owner": one.owner,
        **given(criticality=one.criticality, environment=one.environment),
    }


def _roots(impact: Impact) -> list[dict[str, str]]:
    return [{"id": root, "state": impact.roots[root].word} for root in sorted(impact.roots)]


def render_impact(impact: Impact, look: Look) -> str:
    """Roots, impacted items with their paths, and summaries by service and by class."""
    classes, impacted = impact.classes.items(), [*impact.impacted]
    names = {one.id: one.name for one in impacted}
    content: dict[str, Any] = {
        "roots": _roots(impact),
        "impacted": [plain_impacted(one) for one in impacted],
        "counts": {state.word: impact.count(state) for state in _WORSE},
        "case": impact.case,
        "services": [{"id": one.id, "name": names[one.id], "state": one.state.word} for one in impact.services],
        "classes": {name: {state.word: counts.get(state, 0) for state in _WORSE} for name, counts in classes},
    }
    if impact.basis.at:
        content["projected"] = plain_basis(impact.basis)
    if impact.unread:
        content["unread"] = list(impact.unread)
    return document("impact", content)


def render_explanation(explanation: Explanation, look: Look) -> str:
    """One item's path, and the same in sentences; `hit` is null where it is not hit."""
    hit = explanation.hit
    content = {
        "case": explanation.impact.case,
        "roots": _roots(explanation.impact),
        "id": explanation.id,
        "hit": hit and plain_impacted(hit),
        "sentences": list(story(explanation)),
    }
    return document("explanation", content)


RENDER = {Impact: render_impact, Explanation: render_explanation}
