"""The order of a release's changes: what must be up before what."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import permutations

from gitcab.graph.ordering import ordered, standing_on
from gitcab.model.entry import Entry
from gitcab.model.interval import Interval
from gitcab.model.inventory import Inventory
from gitcab.model.item_class import ItemClass
from gitcab.model.records.release import Release
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.relation import Relation
from gitcab.model.release_plan import Precedence, ReleasePlan, ReleaseStep
from gitcab.model.touching import touched
from gitcab.planning.conflicts import conflicts
from gitcab.planning.planned import planned

_WAITING = frozenset({"new", "assess", "authorize"})
_NEVER = datetime.max.replace(tzinfo=UTC)

_Changes = Mapping[str, Entry[RequestForChange]]
_Windows = Mapping[str, Interval | None]


def release_plan(
    inventory: Inventory, relations: Mapping[str, Relation], classes: Mapping[str, ItemClass], release: Release
) -> ReleasePlan:
    """The release as it would go; canceled changes are no part of it, and risks are not judged here.

    A change comes first where another names it in `after`, or touches what depends on its items;
    else by the start of their windows, and by their ids.
    """
    found = {rfc: inventory.get(RequestForChange, rfc) for rfc in release.changes}
    changes = {rfc: entry for rfc, entry in found.items() if entry and entry.record.state != "canceled"}
    windows = {
        rfc: change.interval if (change := planned(entry, inventory)) else None for rfc, entry in changes.items()
    }
    precedences = tuple(sorted(_precedences(changes, inventory, relations), key=lambda one: (one.first, one.then)))
    order, cycles = ordered(_by_start(windows), [(one.first, one.then) for one in precedences])
    colliding = conflicts(inventory, relations, classes).conflicts
    return ReleasePlan(
        id=release.id,
        title=release.title,
        state=release.state,
        decided_by=release.release_manager or release.owner,
        window=_around([one for one in windows.values() if one]),
        steps=tuple(_step(changes[rfc].record, windows[rfc]) for rfc in order),
        precedences=precedences,
        early=tuple(one for one in precedences if _is_early(one, windows)),
        cycles=cycles,
        waiting=tuple(rfc for rfc in order if _waits(changes[rfc].record)),
        absent=tuple(sorted(rfc for rfc, entry in found.items() if entry is None)),
        conflicts=tuple(one for one in colliding if changes.keys() & set(one.rfcs)),
    )


def _precedences(changes: _Changes, inventory: Inventory, relations: Mapping[str, Relation]) -> Iterator[Precedence]:
    """By `after`, and where nothing is said there, by the graph."""
    items = {rfc: touched(entry.record, inventory) for rfc, entry in changes.items()}
    above = {rfc: standing_on(inventory, relations, ids) for rfc, ids in items.items()}
    for first, then in permutations(sorted(changes), 2):
        dependent = sorted(above[first] & items[then])
        if first in changes[then].record.after:
            yield Precedence(first, then, "it is named in `after`")
        elif dependent:
            yield Precedence(first, then, f"{dependent[0]} depends on what it touches")


def _by_start(windows: _Windows) -> Sequence[str]:
    return sorted(windows, key=lambda rfc: (one.start if (one := windows[rfc]) else _NEVER, rfc))


def _around(intervals: Sequence[Interval]) -> Interval | None:
    if not intervals:
        return None
    return Interval(min(one.start for one in intervals), max(one.end for one in intervals))


def _step(rfc: RequestForChange, window: Interval | None) -> ReleaseStep:
    return ReleaseStep(rfc.id, rfc.title, rfc.state, window)


def _is_early(one: Precedence, windows: _Windows) -> bool:
    """Whether the second starts before the first is finished."""
    first, then = windows[one.first], windows[one.then]
    return first is not None and then is not None and then.start < first.end


def _waits(rfc: RequestForChange) -> bool:
    return rfc.state in _WAITING or (rfc.on_hold is not None and not rfc.is_history)
