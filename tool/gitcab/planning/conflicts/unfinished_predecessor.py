"""A change that must run after another one, which will not be finished by its start."""

from collections.abc import Iterator

from gitcab.model.interval import Interval
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.severity import Severity
from gitcab.planning.conflicts._calendar import Calendar
from gitcab.planning.conflicts._collision import Collision
from gitcab.planning.planned import PlannedChange

_HINT = "move the later one behind the other, or take it out of after"


def _find(calendar: Calendar) -> Iterator[Collision]:
    planned = {one.id: one for one in calendar.changes}
    for change in calendar.changes:
        for before in dict.fromkeys(change.rfc.after):
            entry = calendar.inventory.get(RequestForChange, before)
            why = _why_unfinished(change, planned.get(before), entry.record if entry else None)
            if why:
                rfcs = tuple(sorted({change.id, before}))
                yield Collision(rfcs, (), _stretch(change, planned.get(before)), Severity.ERROR, why, _HINT)


def _why_unfinished(change: PlannedChange, before: PlannedChange | None, record: RequestForChange | None) -> str | None:
    """Why the one before will not have finished, None where it will."""
    rfc = before.rfc if before else record
    if rfc is None:
        return f"{change.id} must wait for a change that does not exist"
    waits = f"{change.id} must wait for {rfc.id}, which"
    if rfc.on_hold and before:
        return f"{waits} is on hold"
    if before:
        return f"{waits} ends only after it starts" if before.interval.end > change.interval.start else None
    if rfc.state in ("review", "closed"):
        return f"{waits} did not succeed" if _failed(rfc) else None
    return f"{waits} is {'canceled' if rfc.state == 'canceled' else 'not scheduled'}"


def _failed(rfc: RequestForChange) -> bool:
    review = rfc.review
    return review is not None and (review.close_code == "unsuccessful" or review.backed_out is True)


def _stretch(change: PlannedChange, before: PlannedChange | None) -> Interval | None:
    if before is None or before.interval.end <= change.interval.start:
        return None
    return Interval(change.interval.start, before.interval.end)


FIND = _find
