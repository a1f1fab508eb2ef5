"""From a collision to a conflict: how severe it is for these changes, and whether it is accepted."""

from datetime import UTC, datetime

from gitcab.model.conflict import Conflict
from gitcab.model.moment import zone
from gitcab.model.severity import Severity
from gitcab.planning.conflicts._calendar import Calendar
from gitcab.planning.conflicts._collision import Collision
from gitcab.planning.planned import PlannedChange

_NEVER = datetime.max.replace(tzinfo=UTC)


def judged(type: str, found: Collision, calendar: Calendar) -> Conflict:
    """The conflict. Where one of the changes is an emergency it warns at most."""
    changes = [change for rfc in found.rfcs for change in calendar.of_id(rfc)]
    is_emergency = "emergency" in [change.rfc.type for change in changes]
    schedule = changes[0].rfc.schedule if changes else None
    return Conflict(
        type,
        Severity.WARNING if is_emergency else found.severity,
        found.rfcs,
        found.items,
        calendar.services(found.items),
        found.interval,
        found.message,
        found.hint,
        _accepted(type, found.rfcs, changes),
        tuple(sorted({change.origin for change in changes if change.origin})),
        zone(schedule.time_zone) if schedule and schedule.time_zone else None,
    )


def _accepted(type: str, rfcs: tuple[str, ...], changes: list[PlannedChange]) -> str | None:
    """Why it is accepted: one of the changes must accept all others of the set, alone it must name itself."""
    for change in (one for one in changes if one.rfc.accepted_conflicts):
        reasons = {one.rfc: one.why for one in change.rfc.accepted_conflicts if one.type == type}
        others = [one for one in rfcs if one != change.id] or [change.id]
        if all(one in reasons for one in others):
            return "; ".join(dict.fromkeys(reasons[one] for one in others))
    return None


def order(one: Conflict) -> tuple[datetime, str, tuple[str, ...], str]:
    """The place of a conflict in a list: by start (those of no time last), type and changes."""
    return one.interval.start if one.interval else _NEVER, one.type, one.rfcs, one.message
