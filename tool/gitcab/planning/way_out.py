"""A later start that frees a change of its conflicts, told where changes take something down together."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from gitcab.model.conflict import Conflict, Conflicts
from gitcab.model.moment import zone
from gitcab.model.severity import Severity
from gitcab.planning.conflicts import Calendar, conflicts_of
from gitcab.planning.planned import PlannedChange

_WITHIN = timedelta(days=30)
_MOST_STARTS = 200
_MOST_TOLD = 20
_TOLD = "joint_outage"


def with_ways_out(found: Conflicts, calendar: Calendar) -> Conflicts:
    """The same conflicts; the first twenty joint outages also tell when one of the changes could run instead."""
    worth = [one for one in found.conflicts if one.type == _TOLD and one.accepted is None][:_MOST_TOLD]
    told = {id(one): _with_way_out(one, calendar) for one in worth}
    return replace(found, conflicts=tuple(told.get(id(one), one) for one in found.conflicts))


def later_start(change: PlannedChange, calendar: Calendar) -> datetime | None:
    """The earliest later start within 30 days at which the change collides with nothing.

    Where there is none, the earliest with no more than warnings; None where there is none either. Looked
    at are the ends of other changes and of freezes, the beginnings of maintenance windows, and the same
    local time of the days that follow.
    """
    acceptable: datetime | None = None
    for start in islice(_starts(change, calendar), _MOST_STARTS):
        left = [one for one in conflicts_of(moved(change, start), calendar).conflicts if one.accepted is None]
        if not left:
            return start
        if acceptable is None and all(one.severity is not Severity.ERROR for one in left):
            acceptable = start
    return acceptable


def moved(change: PlannedChange, start: datetime) -> PlannedChange:
    """The change as it would be planned if it started then, its items with it."""
    delay = start - change.interval.start
    items = tuple(replace(item, interval=item.interval.later(delay)) for item in change.items)
    return replace(change, interval=change.interval.later(delay), items=items)


def _with_way_out(conflict: Conflict, calendar: Calendar) -> Conflict:
    changes = [change for rfc in conflict.rfcs for change in calendar.of_id(rfc)]
    last = max(changes, key=lambda one: (one.interval.start, one.id))
    start = later_start(last, calendar)
    if start is None:
        return conflict
    home = last.rfc.schedule.time_zone if last.rfc.schedule else None
    when = start.astimezone(zone(home)).strftime("%Y-%m-%d %H:%M ") + home if home else f"{start:%Y-%m-%dT%H:%MZ}"
    return replace(conflict, hint=f"start {last.id} at {when} instead: the redundancy holds then")


def _starts(change: PlannedChange, calendar: Calendar) -> Iterator[datetime]:
    """The moments worth a look, in order."""
    first = change.interval.start
    reach = replace(change.interval, end=first + _WITHIN)
    moments = {one.interval.end for one in calendar.changes if one.id != change.id}
    for window in calendar.windows:
        occurring = calendar.occurrences(window, reach)
        moments |= {one.end if window.type == "freeze" else one.start for one in occurring}
    home = zone(change.rfc.schedule.time_zone or "UTC") if change.rfc.schedule else zone("UTC")
    local = first.astimezone(home)
    moments |= {(local + timedelta(days=day)).astimezone(UTC) for day in range(1, _WITHIN.days + 1)}
    return iter(sorted(one for one in moments if first < one <= reach.end))
