"""Which windows an item is under."""

from bisect import bisect_right
from collections.abc import Iterable

from gitcab.model.interval import Interval
from gitcab.model.records.change_window import ChangeWindow
from gitcab.planning.conflicts._calendar import Calendar


class Cover:
    """The windows of one type over each item; answers are kept."""

    def __init__(self, calendar: Calendar, type: str) -> None:
        self._calendar = calendar
        self.windows = tuple(one for one in calendar.windows if one.type == type)
        self._known: dict[str, dict[str, str]] = {}

    def over(self, item: str) -> dict[str, str]:
        """The ids of the windows over the item, each with the lines of its selector that match."""
        if item not in self._known:
            found = ((window.id, self._match(window, item)) for window in self.windows)
            self._known[item] = {window: matched for window, matched in found if matched is not None}
        return self._known[item]

    def _match(self, window: ChangeWindow, item: str) -> str | None:
        found = (selection.match(window.selector, item) for selection in self._calendar.selections)
        return next((one for one in found if one is not None), None)


class Stretches:
    """Stretches of time in order, none overlapping the next."""

    def __init__(self, intervals: Iterable[Interval]) -> None:
        self._intervals = list(intervals)
        self._starts = [one.start for one in self._intervals]

    def first_overlap(self, interval: Interval) -> Interval | None:
        """What the interval has in common with the first stretch that overlaps it."""
        place = max(0, bisect_right(self._starts, interval.start) - 1)
        for one in self._intervals[place : place + 2]:
            if common := one.common(interval):
                return common
        return None

    def covers(self, interval: Interval) -> bool:
        """Whether the interval lies within one of them."""
        place = bisect_right(self._starts, interval.start) - 1
        return place >= 0 and self._intervals[place].contains(interval)
