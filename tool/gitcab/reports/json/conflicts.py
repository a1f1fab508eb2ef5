"""What collides: gitcab.conflicts/1."""

from datetime import datetime
from typing import Any

from gitcab.model.conflict import Conflict, Conflicts
from gitcab.model.severity import Severity
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given


def plain_conflict(one: Conflict) -> dict[str, Any]:
    """One collision, without the document around it."""
    return {
        "type": one.type,
        "severity": one.severity.value,
        "rfcs": list(one.rfcs),
        "configuration_items": list(one.configuration_items),
        "services": list(one.services),
        "start": _moment(one.interval.start) if one.interval else None,
        "end": _moment(one.interval.end) if one.interval else None,
        "message": one.message,
        "hint": one.hint,
        **given(accepted=one.accepted, origins=list(one.origins) or None),
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def render_conflicts(found: Conflicts, look: Look) -> str:
    """Every conflict, how many there are of each severity, and what is missing."""
    content: dict[str, Any] = {
        "conflicts": [plain_conflict(one) for one in found.conflicts],
        "counts": {severity.value: found.count(severity) for severity in reversed(Severity)},
        "changes": found.judged,
        **given(cut=list(found.cut) or None, unread=list(found.unread) or None),
    }
    return document("conflicts", content)


RENDER = {Conflicts: render_conflicts}
