"""The changes, the windows and the estate, prepared so that any type of conflict can be looked for."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import accumulate

from gitcab.model.interval import Interval
from gitcab.model.inventory import Inventory
from gitcab.model.item_class import ItemClass
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.relation import Relation
from gitcab.planning.conflicts._footprint import Footprint
from gitcab.planning.grounds import Grounds
from gitcab.planning.planned import COUNTED, PlannedChange, planned_changes
from gitcab.planning.windows import Selection, occurrences


@dataclass(frozen=True, eq=False)
class Calendar:
    """Changes in the order of (start, id), each with what it does; `windows` in the order of ids.

    `unscheduled` count, and have no place in it: they can collide by their patches only. With a
    `focus` only the collisions of that change are wanted; others may be left out.
    """

    inventory: Inventory
    classes: Mapping[str, ItemClass]
    grounds: Grounds
    windows: tuple[ChangeWindow, ...]
    selections: tuple[Selection, ...]
    footprints: tuple[Footprint, ...]
    unscheduled: tuple[RequestForChange, ...] = ()
    focus: Footprint | None = None
    _services: dict[str, bool] = field(default_factory=dict, repr=False)

    @property
    def changes(self) -> Iterator[PlannedChange]:
        """The changes alone."""
        return (one.change for one in self.footprints)

    @property
    def wanted(self) -> tuple[Footprint, ...]:
        """The changes whose collisions with windows are wanted."""
        return self.footprints if self.focus is None else (self.focus,)

    @cached_property
    def span(self) -> Interval | None:
        """From the first start to the last end of those that are wanted, None without changes."""
        if not self.footprints:
            return None
        intervals = [one.change.interval for one in self.wanted]
        return Interval(min(one.start for one in intervals), max(one.end for one in intervals))

    def of_id(self, id: str) -> tuple[PlannedChange, ...]:
        """The change of that id; where revisions differ, each of its versions."""
        return self._changes_by_id.get(id, ())

    def occurrences(self, window: ChangeWindow, within: Interval | None = None) -> tuple[Interval, ...]:
        """When the window is in force within that time, or while any change runs, in order."""
        span = within or self.span
        return tuple(sorted(occurrences(window, span))) if span else ()

    def services(self, items: Iterable[str]) -> tuple[str, ...]:
        """Those of the items that are services, in their order."""
        return tuple(one for one in items if self.is_service(one))

    def is_service(self, id: str) -> bool:
        """Whether an item is a service."""
        if id not in self._services:
            self._services[id] = self.grounds.is_service(id, self.classes)
        return self._services[id]

    def with_change(self, change: PlannedChange) -> "Calendar":
        """The part of the calendar that a change has to do with, and the change instead of any with its id."""
        mine = _placed(change, self.grounds)
        others = [one for one in self._near(change) if one.id != change.id]
        footprints = sorted([mine, *others], key=_order)
        return replace(self._with(change), footprints=tuple(footprints), focus=mine)

    def placing(self, change: PlannedChange) -> "Calendar":
        """The whole calendar, and the change instead of any with its id."""
        mine = _placed(change, self.grounds)
        others = self.without({change.id}).footprints
        return replace(self._with(change), footprints=tuple(sorted([mine, *others], key=_order)))

    def _with(self, change: PlannedChange) -> "Calendar":
        """The calendar in which that change is scheduled."""
        return replace(self, unscheduled=tuple(one for one in self.unscheduled if one.id != change.id))

    def without(self, ids: Collection[str]) -> "Calendar":
        """The calendar without the changes of these ids."""
        return replace(self, footprints=tuple(one for one in self.footprints if one.id not in ids))

    def _near(self, change: PlannedChange) -> Iterator[Footprint]:
        """Whoever overlaps it in time, touches an item that it touches, or is ordered with it by `after`."""
        near = dict.fromkeys(self._around(change.interval))
        for item in change.items:
            near.update(dict.fromkeys(self._by_item.get(item.id, ())))
        near.update(dict.fromkeys(one for before in change.rfc.after for one in self._by_id.get(before, ())))
        near.update(dict.fromkeys(self._followers.get(change.id, ())))
        return iter(near)

    def _around(self, interval: Interval) -> Iterator[Footprint]:
        first = bisect_right(self._latest_ends, interval.start)
        last = bisect_left(self._starts, interval.end)
        return (one for one in self.footprints[first:last] if one.change.interval.end > interval.start)

    @cached_property
    def _starts(self) -> list[datetime]:
        return [one.interval.start for one in self.changes]

    @cached_property
    def _latest_ends(self) -> list[datetime]:
        """For each place in the order the latest end up to there."""
        return list(accumulate((one.interval.end for one in self.changes), max))

    @cached_property
    def _by_item(self) -> Mapping[str, list[Footprint]]:
        return _grouped((item.id, one) for one in self.footprints for item in one.change.items)

    @cached_property
    def _by_id(self) -> Mapping[str, list[Footprint]]:
        return _grouped((one.id, one) for one in self.footprints)

    @cached_property
    def _changes_by_id(self) -> Mapping[str, tuple[PlannedChange, ...]]:
        return {rfc: tuple(one.change for one in versions) for rfc, versions in self._by_id.items()}

    @cached_property
    def _followers(self) -> Mapping[str, list[Footprint]]:
        return _grouped((before, one) for one in self.footprints for before in one.change.rfc.after)


def prepared(
    inventory: Inventory,
    relations: Mapping[str, Relation],
    classes: Mapping[str, ItemClass],
    changes: Sequence[PlannedChange] | None = None,
    *,
    windows: Iterable[ChangeWindow] | None = None,
    ahead: Inventory | None = None,
) -> Calendar:
    """The calendar of these changes, or of the inventory's own; likewise the windows.

    `ahead` is the inventory with the items of other revisions laid over it, where changes of such
    are judged as well.
    """
    grounds = Grounds(inventory, relations, ahead)
    planned = planned_changes(inventory) if changes is None else changes
    footprints = sorted((_placed(one, grounds) for one in planned), key=_order)
    given = (entry.record for entry in inventory.of_kind(ChangeWindow)) if windows is None else windows
    looked = [inventory, *([] if ahead is None else [ahead])]
    return Calendar(
        inventory,
        classes,
        grounds,
        tuple(sorted(given, key=lambda one: one.id)),
        tuple(Selection(one, relations) for one in looked),
        tuple(footprints),
        tuple(_unscheduled(inventory, {one.id for one in footprints})),
    )


def _placed(change: PlannedChange, grounds: Grounds) -> Footprint:
    """The change in the calendar. The ground of its time is there then, of which it is asked what a service is."""
    grounds.at(change.interval.start)
    return Footprint(change, grounds)


def _unscheduled(inventory: Inventory, placed: Collection[str]) -> Iterator[RequestForChange]:
    for entry in inventory.of_kind(RequestForChange):
        if entry.record.state in COUNTED and entry.id not in placed:
            yield entry.record


def _order(footprint: Footprint) -> tuple[datetime, datetime, str]:
    interval = footprint.change.interval
    return interval.start, interval.end, footprint.id


def _grouped(pairs: Iterable[tuple[str, Footprint]]) -> Mapping[str, list[Footprint]]:
    found: dict[str, list[Footprint]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return found
