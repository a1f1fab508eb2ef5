"""Changes that together take down what none of them takes down alone.

Judged are all changes that run at once, after each start and each end, on today's estate and on the
one of that moment. The culprits are the inclusion-minimal sets; a rolling change takes part with
whichever of its items is worst.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from gitcab.graph.influence import Influence
from gitcab.model.interval import Interval
from gitcab.model.severity import Severity
from gitcab.planning.conflicts._calendar import Calendar
from gitcab.planning.conflicts._collision import Collision, Cut, Gathered
from gitcab.planning.conflicts._culprits import culprit_sets, minimal_items
from gitcab.planning.conflicts._footprint import Phase
from gitcab.planning.conflicts._together import Exhausted, Together
from gitcab.planning.conflicts._watch import Watch
from gitcab.planning.conflicts._wording import names

_MOST = 20
_HINT = "move one of them, so that one of the redundant items always works"
_Sets = dict[tuple[str, ...], frozenset[str]]


def _find(calendar: Calendar) -> Iterator[Collision | Cut]:
    gathered, groups, together = Gathered(), dict[tuple[str, ...], tuple[Influence, ...]](), Together()
    told: _Sets = {}
    since: datetime | None = None
    cut: list[datetime] = []
    for moment, watches, running in _moments(calendar):
        if since is not None:
            for rfcs, items in told.items():
                gathered.add(rfcs, items, Interval(since, moment))
        since = moment
        if max([watch.is_stirred() for watch in watches]):
            together.now(running, tuple(watch.ground for watch in watches))
            told, is_whole = _culprits(watches, together)
            groups |= {rfcs: together.groups(rfcs, items) for rfcs, items in told.items() if rfcs not in groups}
            cut += [] if is_whole else [moment]
    yield from gathered.told(lambda rfcs, items, stretch: _told(rfcs, items, stretch, groups[rfcs]))
    if cut:
        yield Cut(_cut_words(cut))


def _culprits(watches: Iterable[Watch], together: Together) -> tuple[_Sets, bool]:
    """The first twenty sets and all that each takes down; whether these are all sets."""
    parts: dict[str, frozenset[str]] = defaultdict(frozenset)
    for watch in watches:
        for item, rfcs in watch.suspects().items():
            parts[item] |= rfcs
    alike: dict[frozenset[str], set[str]] = defaultdict(set)
    for item, rfcs in parts.items():
        alike[rfcs].add(item)
    found: set[tuple[str, ...]] = set()
    is_whole = True
    for rfcs, items in alike.items():
        try:
            for one in islice(culprit_sets(tuple(sorted(rfcs)), frozenset(items), together.falls), _MOST + 1):
                found.add(one)
        except Exhausted:
            is_whole = False
    first = sorted(found)[:_MOST]
    return {one: minimal_items(one, frozenset(parts), together.falls) for one in first}, is_whole and len(
        found
    ) <= _MOST


def _moments(calendar: Calendar) -> Iterator[tuple[datetime, list[Watch], Mapping[Phase, None]]]:
    """Each moment at which something begins, ends or is applied, and what runs from then on."""
    watches = [Watch(calendar.grounds.today)]
    running: dict[Phase, None] = {}
    for moment, (ended, begun) in _turns(calendar):
        for phase in ended:
            del running[phase]
        running |= dict.fromkeys(begun)
        grounds = calendar.grounds.both(moment)
        kept = {watch.ground: watch for watch in watches if watch.ground in grounds}
        for watch in kept.values():
            for phase in ended:
                watch.leave(phase)
            for phase in begun:
                watch.enter(phase)
        watches = [kept.get(ground) or Watch.over(ground, running) for ground in grounds]
        yield moment, watches, running


def _turns(calendar: Calendar) -> Iterable[tuple[datetime, tuple[list[Phase], list[Phase]]]]:
    """At each moment whatever ends and whatever begins."""
    turns: dict[datetime, tuple[list[Phase], list[Phase]]] = defaultdict(lambda: ([], []))
    for phase in (phase for footprint in calendar.footprints for phase in footprint.phases):
        if shared := calendar.span and calendar.span.common(phase.interval):
            turns[shared.start][1].append(phase)
            turns[shared.end][0].append(phase)
    for moment in calendar.grounds.moments:
        if calendar.span and calendar.span.start < moment < calendar.span.end:
            turns[moment]
    return sorted(turns.items(), key=lambda turn: turn[0])


def _told(rfcs: tuple[str, ...], items: tuple[str, ...], stretch: Interval, groups: Iterable[Influence]) -> Collision:
    gave_way = "; ".join(
        f"{one.affected} needs {one.at_least} of {names(one.causes)} ({one.relation})" for one in groups
    )
    message = f"together they take down {names(items)}: {gave_way}"
    return Collision(rfcs, items, stretch, Severity.ERROR, message, _HINT)


def _cut_words(moments: list[datetime]) -> str:
    first = moments[0].strftime("%Y-%m-%dT%H:%MZ")
    return (
        f"joint_outage: more sets of changes collide than the first {_MOST} told, {len(moments)} times from {first} on"
    )


FIND = _find
