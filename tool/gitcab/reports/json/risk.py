"""A change's risk: gitcab.risk/1."""

from typing import Any

from gitcab.model.risk import Descent, Priority, Risk
from gitcab.reports._look import Look
from gitcab.reports.json._basis import plain_basis
from gitcab.reports.json._document import document, given


def render_risk(risk: Risk, look: Look) -> str:
    """Level, total, points with their reasons, and what would bring it one level down."""
    content: dict[str, Any] = {"rfc": risk.rfc, "title": risk.title, **plain_risk(risk)}
    if risk.unread:
        content["unread"] = list(risk.unread)
    return document("risk", content)


def plain_risk(risk: Risk) -> dict[str, Any]:
    """The judgement itself."""
    return {
        "level": risk.level.word,
        "total": risk.total,
        "points": [
            {"factor": one.factor, "points": one.points, "reason": one.reason, **given(mend=one.mend)}
            for one in risk.points
        ],
        "silent": list(risk.silent),
        "one_level_down": risk.descent and _descent(risk.descent),
        "priority": _priority(risk.priority),
        "judged_on": plain_basis(risk.basis),
    }


def _descent(descent: Descent) -> dict[str, Any]:
    reliefs = [list(factors) for factors in descent.reliefs]
    return {"level": descent.level.word, "points": descent.points, "any_of": reliefs, "more": descent.more}


def _priority(priority: Priority) -> dict[str, Any]:
    return {
        "rank": priority.rank,
        "name": priority.name,
        "impact": priority.impact,
        "urgency": priority.urgency,
        "reason": priority.reason,
    }


RENDER = {Risk: render_risk}
