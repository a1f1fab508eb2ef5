"""A change touches an item that another one's expected effects take down meanwhile, any number of hops away."""

from collections.abc import Iterator

from gitcab.model.interval import Interval
from gitcab.model.severity import Severity
from gitcab.planning.conflicts._calendar import Calendar
from gitcab.planning.conflicts._collision import Collision, Gathered
from gitcab.planning.conflicts._overlaps import Claim, crossings
from gitcab.planning.conflicts._wording import names


def _find(calendar: Calendar) -> Iterator[Collision]:
    touches = [Claim(item.id, change.id, item.interval) for change in calendar.changes for item in change.items]
    gathered = Gathered()
    for touch, loss, stretch in crossings(touches, _losses(calendar, {touch.key for touch in touches})):
        gathered.add((touch.rfc, loss.rfc), [touch.key], stretch)
    yield from gathered.told(_told)


def _losses(calendar: Calendar, touched: set[str]) -> Iterator[Claim]:
    for footprint in calendar.footprints:
        for phase in footprint.phases:
            yield from (Claim(lost, phase.rfc, phase.interval) for lost in phase.fallen & touched)


def _told(rfcs: tuple[str, ...], items: tuple[str, ...], stretch: Interval) -> Collision:
    message = f"one works on {names(items)} while the other takes {'it' if len(items) == 1 else 'them'} down"
    hint = "move one of them, or put one behind the other by after"
    return Collision(rfcs, items, stretch, Severity.ERROR, message, hint)


FIND = _find
