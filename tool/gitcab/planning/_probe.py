"""What stands in the way of one change at any start, and what it would do to services there."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

from gitcab.model.conflict import Conflict
from gitcab.model.interval import Interval
from gitcab.model.moment import read_date, zone
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.severity import Severity
from gitcab.model.slot import Reason
from gitcab.planning.conflicts import Calendar, conflicts_of
from gitcab.planning.planned import PlannedChange
from gitcab.planning.way_out import moved

_PER_ITEM = "outside_maintenance_window"
_CUT_HINT = "look for a time at which less happens at once"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason with the words that told it first; `is_error` says how grave it is."""

    is_error: bool
    reason: Reason

    @property
    def key(self) -> tuple[bool, str, tuple[str, ...], str]:
        """What makes it the same obstacle at another start: all but the message; grave ones come first."""
        return not self.is_error, self.reason.type, self.reason.rfcs, self.reason.hint


@dataclass(frozen=True)
class Probe:
    """Tries a change at one start after another in `within`; judges once where starts cannot differ."""

    change: PlannedChange
    calendar: Calendar
    within: Interval

    def obstacles(self, start: datetime) -> tuple[Obstacle, ...]:
        """What it would collide with, accepted conflicts left out; that not all could be told counts as well."""
        place = self._place(start)
        if place not in self._known:
            found = conflicts_of(moved(self.change, start), self.calendar)
            told = [one for conflict in found.conflicts for one in self._read(conflict)]
            self._known[place] = (*told, *(Obstacle(True, Reason("untold", (), cut, _CUT_HINT)) for cut in found.cut))
        return self._known[place]

    def _read(self, conflict: Conflict) -> Iterator[Obstacle]:
        """A conflict as obstacles; each item's maintenance windows are one of their own."""
        if conflict.accepted is not None:
            return
        others = tuple(one for one in conflict.rfcs if one != self.change.id)
        is_error = conflict.severity is Severity.ERROR
        if conflict.type != _PER_ITEM:
            yield Obstacle(is_error, Reason(conflict.type, others, conflict.message, conflict.hint))
            return
        for item in conflict.configuration_items:
            message = f"it would run outside the maintenance windows of {item}"
            yield Obstacle(is_error, Reason(conflict.type, others, message, f"let {item} be changed at another time"))

    def _place(self, start: datetime) -> tuple[int, ...]:
        """Where every bound of the change falls among those that a conflict could begin or end at."""
        bounds = [start + offset for offset in self._offsets]
        return tuple(side(self._edges, bound) for bound in bounds for side in (bisect_left, bisect_right))

    @cached_property
    def _known(self) -> dict[tuple[int, ...], tuple[Obstacle, ...]]:
        return {}

    @cached_property
    def _offsets(self) -> list[timedelta]:
        bounds = set(_bounds([self.change]))
        return sorted(bound - self.change.interval.start for bound in bounds)

    @cached_property
    def _edges(self) -> list[datetime]:
        edges = set(_bounds(one for one in self.calendar.changes if one.id != self.change.id))
        for window in self.calendar.windows:
            for one in self.calendar.occurrences(window, self.within):
                edges |= {one.start, one.end}
            edges.update(_expiries(window))
        return sorted(edges | self.calendar.grounds.moments)


def _bounds(changes: Iterable[PlannedChange]) -> Iterator[datetime]:
    for change in changes:
        for interval in (change.interval, *(item.interval for item in change.items)):
            yield interval.start
            yield interval.end


def _expiries(window: ChangeWindow) -> Iterator[datetime]:
    """The first moment after each exception of the window."""
    for exception in window.exceptions:
        following = read_date(exception.expires) + timedelta(days=1)
        home = zone(window.time_zone or "UTC")
        yield datetime.combine(following, time(), tzinfo=home).astimezone(UTC)
