"""Two changes whose patches do not commute, and no `after` says which comes first, whenever they run.

Of a JSON merge patch each key is a write; two patches commute where no two writes at one place differ. So
it is enough to look each write up, and no two patches need be applied. That `projection.applied` in both
orders gives different items for just these pairs is held by a test.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any, NamedTuple

from gitcab.model.interval import Interval
from gitcab.model.records._plans import AddedFrom, AddedItem, RetiredItem, TouchedItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.severity import Severity
from gitcab.planning.conflicts._calendar import Calendar
from gitcab.planning.conflicts._collision import Collision

_MAPPING = "a mapping"
_TOUCHED = "changed"
_Place = tuple[str, ...]
_RETIRED = {"life_cycle": {"stage": "end_of_life", "status": "retired"}}


class _Write(NamedTuple):
    """What a change puts at a place in an item: at () the item itself."""

    change: RequestForChange
    value: str


def _find(calendar: Calendar) -> Iterator[Collision]:
    order = _Order(calendar)
    clashes: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for (item, *place), writes in sorted(_contested(calendar)):
        for one, other in _differing(writes):
            if not order.holds(one.change.id, other.change.id):
                where = ".".join(place) or "the item itself"
                pair = (one.change.id, other.change.id)
                clashes[pair].setdefault(item, f"{where} of {item}: {one.value} against {other.value}")
    when = {one.id: one.interval for one in calendar.changes}
    for pair, items in sorted(clashes.items()):
        first, second = (when.get(one) for one in pair)
        yield _told(pair, items, first.common(second) if first and second else None)


def _told(pair: tuple[str, str], items: Mapping[str, str], common: Interval | None) -> Collision:
    shown = [*items.values()][:3]
    more = f"; and {len(items) - 3} more" if len(items) > 3 else ""
    message = f"their patches differ, and whichever runs last wins: {'; '.join(shown)}{more}"
    hint = "name one in the after of the other, or agree on one value"
    return Collision(pair, tuple(sorted(items)), common, Severity.ERROR, message, hint)


def _contested(calendar: Calendar) -> Iterator[tuple[_Place, list[_Write]]]:
    """The places, below their items, where not all writes agree."""
    found: dict[_Place, list[_Write]] = defaultdict(list)
    for change in (*(one.rfc for one in calendar.changes), *calendar.unscheduled):
        for place, value in dict(_writes_of(change, calendar)).items():
            found[place].append(_Write(change, value))
    return ((place, writes) for place, writes in found.items() if len({one.value for one in writes}) > 1)


def _writes_of(change: RequestForChange, calendar: Calendar) -> Iterator[tuple[_Place, str]]:
    """Where a change writes, and what; of writes at one place the last one counts, as in `patched`."""
    for item in change.configuration_items:
        if isinstance(item, AddedFrom):
            for entry in calendar.inventory.proposed_by(change.id):
                yield (entry.id,), _shown(entry.record.to_plain())
        elif isinstance(item, AddedItem):
            yield (item.add.id,), _shown(item.add.to_plain())
        elif isinstance(item, RetiredItem):
            yield (item.retire,), _TOUCHED
            yield from _leaves((item.retire,), _RETIRED)
        else:
            yield from _touches(item)


def _touches(item: TouchedItem) -> Iterator[tuple[_Place, str]]:
    yield (item.id,), _TOUCHED
    yield from _leaves((item.id,), item.patch)
    for word, relations in (("unrelated", item.unrelate), ("related", item.relate)):
        for name, targets in relations.items():
            yield from (((item.id, "relations", name, target), word) for target in targets)


def _leaves(place: _Place, patch: Mapping[str, Any]) -> Iterator[tuple[_Place, str]]:
    """Every key of a merge patch; a mapping only makes sure that there is one, and its own keys follow."""
    for key, value in patch.items():
        if isinstance(value, Mapping):
            yield (*place, key), _MAPPING
            yield from _leaves((*place, key), value)
        else:
            yield (*place, key), _shown(value)


def _shown(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _differing(writes: list[_Write]) -> Iterator[tuple[_Write, _Write]]:
    """Any two with different values, of different changes, the smaller id first."""
    by_value: dict[str, list[_Write]] = defaultdict(list)
    for one in sorted(writes, key=lambda one: one.change.id):
        by_value[one.value].append(one)
    for ones, others in combinations(by_value.values(), 2):
        for one, other in product(ones, others):
            if one.change.id != other.change.id:
                yield (one, other) if one.change.id < other.change.id else (other, one)


class _Order:
    """Who comes before whom by `after`, any number of steps."""

    def __init__(self, calendar: Calendar) -> None:
        self._inventory = calendar.inventory
        self._after: dict[str, set[str]] = defaultdict(set)
        self._before: dict[str, frozenset[str]] = {}
        for change in (*(one.rfc for one in calendar.changes), *calendar.unscheduled):
            self._after[change.id].update(change.after)

    def holds(self, one: str, other: str) -> bool:
        """Whether one of the two must be finished before the other starts."""
        return one in self._all_before(other) or other in self._all_before(one)

    def _all_before(self, id: str) -> frozenset[str]:
        if id not in self._before:
            found = dict.fromkeys(self._just_before(id))
            queue = list(found)
            for one in queue:
                new = [other for other in self._just_before(one) if other not in found]
                found |= dict.fromkeys(new)
                queue += new
            self._before[id] = frozenset(found)
        return self._before[id]

    def _just_before(self, id: str) -> set[str]:
        if id not in self._after:
            entry = self._inventory.get(RequestForChange, id)
            self._after[id] = set(entry.record.after) if entry else set()
        return self._after[id]


FIND = _find
