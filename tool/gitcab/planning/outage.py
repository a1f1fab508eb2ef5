"""Projected service outage: which services planned changes are expected to take down or degrade, and when.

Changes that run together are judged together. An item that says for how many minutes it is felt counts
from the start of its window; those of a rolling change follow one another (decision 0007).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from gitcab.model.impact import State
from gitcab.model.interval import Interval
from gitcab.model.item_class import ItemClass
from gitcab.planning.grounds import Grounds
from gitcab.planning.planned import PlannedChange, PlannedItem


@dataclass(frozen=True, slots=True)
class Stretch:
    """For so long a service is in that state, degraded or down, through these changes."""

    interval: Interval
    state: State
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Felt:
    """One item of a change in the stretch in which it is taken to be out of order."""

    change: str
    item: str
    state: State
    interval: Interval


def outages(
    changes: Iterable[PlannedChange], grounds: Grounds, classes: Mapping[str, ItemClass]
) -> Mapping[str, tuple[Stretch, ...]]:
    """For each service that is hit its stretches, in order and without overlaps, in the order of ids.

    Each stretch is judged on the estate as it will be when the stretch begins.
    """
    found: dict[str, list[Stretch]] = defaultdict(list)
    for interval, running in _together(one for change in changes for one in felt(change)):
        names = tuple(sorted({one.change for one in running}))
        for hit, state in grounds.at(interval.start).reach(_roots(running)).states.items():
            if grounds.is_service(hit, classes):
                found[hit].append(Stretch(interval, state, names))
    return {hit: tuple(stretches) for hit, stretches in sorted(found.items())}


def felt(change: PlannedChange) -> Iterator[Felt]:
    """The items that are out of order as expected, each in its stretch, which has some length."""
    items = _one_by_one(change) if change.rfc.one_at_a_time else change.items
    for item in items:
        interval = item.interval if item.minutes is None else _first(item.interval, timedelta(minutes=item.minutes))
        if item.effect > State.UP and interval.start < interval.end:
            yield Felt(change.id, item.id, item.effect, interval)


def _one_by_one(change: PlannedChange) -> Iterator[PlannedItem]:
    """Items without times of their own follow one another, each for its minutes or for an equal share."""
    waiting = [item for item in change.items if item.interval == change.interval]
    share = change.interval.length / max(1, len(waiting))
    lengths = [share if item.minutes is None else timedelta(minutes=item.minutes) for item in waiting]
    if sum(lengths, timedelta()) > change.interval.length:
        lengths = [share] * len(waiting)
    start = change.interval.start
    for item, length in zip(waiting, lengths, strict=True):
        yield replace(item, interval=Interval(start, start + length), minutes=None)
        start += length
    yield from (item for item in change.items if item.interval != change.interval)


def _first(interval: Interval, length: timedelta) -> Interval:
    return Interval(interval.start, min(interval.end, interval.start + length))


def _together(items: Iterable[Felt]) -> Iterator[tuple[Interval, list[Felt]]]:
    """The stretches between any two starts or ends, each with the items that are out of order then."""
    starting: dict[datetime, list[Felt]] = defaultdict(list)
    bounds: set[datetime] = set()
    for item in items:
        starting[item.interval.start].append(item)
        bounds |= {item.interval.start, item.interval.end}
    running: list[Felt] = []
    for start, end in pairwise(sorted(bounds)):
        running = [one for one in running if one.interval.end > start] + starting.get(start, [])
        if running:
            yield Interval(start, end), running


def _roots(running: Iterable[Felt]) -> Mapping[str, State]:
    roots: dict[str, State] = {}
    for one in running:
        roots[one.item] = max(one.state, roots.get(one.item, State.UP))
    return roots
