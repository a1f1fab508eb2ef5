"""Several changes placed together, so that none collides with another: greedy, with a bounded way back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from gitcab.model.slot import FreeSlots, Placements
from gitcab.planning.planned import PlannedChange
from gitcab.planning.slots import Search
from gitcab.planning.way_out import moved

_BRANCHES, _TRIES = 3, 200


def placements(search: Search, changes: Iterable[PlannedChange]) -> Placements:
    """A slot for each change, predecessors first, then the longest; each gets its least harmful slot
    unless that keeps a later one from any.

    Where not all can be placed, as many as come first are, and the others say what stands in the way.
    """
    waiting = _in_order(list(changes))
    free = replace(search, calendar=search.calendar.without({one.id for one in waiting}))
    found = _together(free, waiting, iter(range(_TRIES)))
    places = found if found is not None else list(_greedily(free, waiting))
    home = search.home
    return Placements(search.within.start.astimezone(home), search.within.end.astimezone(home), tuple(places))


def _in_order(changes: list[PlannedChange]) -> list[PlannedChange]:
    """Each behind those of its predecessors that are among them, long ones before short ones."""
    waiting = sorted(changes, key=lambda one: (-one.interval.length, one.id))
    ordered: list[PlannedChange] = []
    while waiting:
        ids = {one.id for one in waiting}
        ready = next((one for one in waiting if ids.isdisjoint(one.rfc.after)), waiting[0])
        waiting.remove(ready)
        ordered.append(ready)
    return ordered


def _together(search: Search, waiting: Sequence[PlannedChange], tries: Iterator[int]) -> list[FreeSlots] | None:
    if not waiting:
        return []
    if next(tries, None) is None:
        return None
    first, *rest = waiting
    found = search.slots(first, _BRANCHES)
    for slot in found.slots:
        further = _together(_having_placed(search, first, slot.start), rest, tries)
        if further is not None:
            return [replace(found, slots=(slot,)), *further]
    return None


def _greedily(search: Search, waiting: Iterable[PlannedChange]) -> Iterator[FreeSlots]:
    for change in waiting:
        found = search.slots(change, 1)
        if found.slots:
            search = _having_placed(search, change, found.slots[0].start)
        yield found


def _having_placed(search: Search, change: PlannedChange, start: datetime) -> Search:
    return replace(search, calendar=search.calendar.placing(moved(change, start.astimezone(UTC))))
