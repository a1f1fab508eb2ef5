"""A release as it would go: gitcab.release/1."""

from typing import Any

from gitcab.model.interval import Interval
from gitcab.model.release_plan import Precedence, ReleasePlan, ReleaseStep
from gitcab.reports._look import Look
from gitcab.reports.json._document import document
from gitcab.reports.json.conflicts import plain_conflict


def render_release(plan: ReleasePlan, look: Look) -> str:
    """The steps in their order, why, and what stands in the way."""
    content: dict[str, Any] = {
        "id": plan.id,
        "title": plan.title,
        "state": plan.state,
        "decision": plan.decision,
        "decided_by": plan.decided_by,
        "window": _window(plan.window),
        "steps": [_step(one) for one in plan.steps],
        "precedences": [_precedence(one) for one in plan.precedences],
        "early": [_precedence(one) for one in plan.early],
        "cycles": [list(one) for one in plan.cycles],
        "waiting": list(plan.waiting),
        "absent": list(plan.absent),
        "conflicts": [plain_conflict(one) for one in plan.conflicts],
    }
    if plan.unread:
        content["unread"] = list(plan.unread)
    return document("release", content)


def _step(one: ReleaseStep) -> dict[str, Any]:
    risk = one.risk and {"level": one.risk.level.word, "total": one.risk.total}
    return {"rfc": one.rfc, "title": one.title, "state": one.state, "window": _window(one.interval), "risk": risk}


def _window(one: Interval | None) -> dict[str, str] | None:
    if one is None:
        return None
    start, end = (moment.isoformat().replace("+00:00", "Z") for moment in (one.start, one.end))
    return {"start": start, "end": end}


def _precedence(one: Precedence) -> dict[str, str]:
    return {"first": one.first, "then": one.then, "reason": one.reason}


RENDER = {ReleasePlan: render_release}
