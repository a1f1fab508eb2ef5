"""A person is needed by two changes or more at the same time: one collision for a person and a stretch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from gitcab.model.interval import Interval
from gitcab.model.severity import Severity
from gitcab.planning.conflicts._calendar import Calendar
from gitcab.planning.conflicts._collision import Collision
from gitcab.planning.conflicts._wording import names
from gitcab.planning.planned import PlannedChange

_HINT = "move one of the changes, or assign somebody else to it"


def _find(calendar: Calendar) -> Iterator[Collision]:
    tasks: dict[str, list[PlannedChange]] = defaultdict(list)
    for change in calendar.changes:
        for person in change.people:
            tasks[person].append(change)
    for person, changes in sorted(tasks.items()):
        for stretch, rfcs in _stretches(changes):
            message = f"{person} is needed by {names(rfcs)} at once"
            yield Collision(rfcs, (), stretch, Severity.WARNING, message, _HINT)


def _stretches(changes: Iterable[PlannedChange]) -> Iterator[tuple[Interval, tuple[str, ...]]]:
    """Each time as long as at least two run, and which run in it; two versions of one change are one."""
    running: dict[str, int] = {}
    since: datetime | None = None
    took_part: set[str] = set()
    for moment, turns in _turns(changes):
        for rfc, step in turns:
            running[rfc] = running.get(rfc, 0) + step
        running = {rfc: count for rfc, count in running.items() if count}
        if len(running) > 1:
            since = since or moment
            took_part |= running.keys()
        elif since is not None:
            yield Interval(since, moment), tuple(sorted(took_part))
            since, took_part = None, set()


def _turns(changes: Iterable[PlannedChange]) -> Iterable[tuple[datetime, list[tuple[str, int]]]]:
    """At each moment who begins (1) and who ends (-1)."""
    turns: dict[datetime, list[tuple[str, int]]] = defaultdict(list)
    for one in changes:
        turns[one.interval.start].append((one.id, 1))
        turns[one.interval.end].append((one.id, -1))
    return sorted(turns.items())


FIND = _find
