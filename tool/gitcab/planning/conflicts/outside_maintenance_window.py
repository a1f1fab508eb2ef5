"""A change touches, or degrades as expected, an item outside the maintenance windows that the item has."""

from collections.abc import Iterator

from gitcab.model.interval import Interval, united
from gitcab.model.severity import Severity
from gitcab.planning.conflicts._calendar import Calendar
from gitcab.planning.conflicts._collision import Collision, Gathered
from gitcab.planning.conflicts._windowed import Cover, Stretches
from gitcab.planning.conflicts._wording import names

_HINT = "move it into the windows (changes/windows/), or say in accepted_conflicts why not"


def _find(calendar: Calendar) -> Iterator[Collision]:
    cover = Cover(calendar, "maintenance")
    when = {one.id: calendar.occurrences(one) for one in cover.windows}
    joined: dict[tuple[str, ...], Stretches] = {}
    gathered = Gathered()
    for footprint in calendar.wanted if cover.windows else ():
        for item, interval in footprint.touches_and_harms():
            windows = tuple(cover.over(item))
            if windows and windows not in joined:
                joined[windows] = Stretches(united(one for window in windows for one in when[window]))
            if windows and (outside := joined[windows].outside(interval)):
                gathered.add([footprint.id], [item], outside)
    yield from gathered.told(_told)


def _told(rfcs: tuple[str, ...], items: tuple[str, ...], stretch: Interval) -> Collision:
    message = f"it runs outside the maintenance windows of {names(items)}"
    return Collision(rfcs, items, stretch, Severity.WARNING, message, _HINT)


FIND = _find
