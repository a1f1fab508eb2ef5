"""Which windows an item is under."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime

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
    """Stretches of time in order, between any two of which there is a gap."""

    def __init__(self, intervals: Iterable[Interval]) -> None:
        self._intervals = list(intervals)
        self._starts = [one.start for one in self._intervals]

    def inside(self, interval: Interval) -> Interval | None:
        """From the first to the last moment at which the interval is within one of them."""
        near = self._intervals[self._place(interval.start) : bisect_left(self._starts, interval.end)]
        common = [both for one in near if (both := one.common(interval))]
        return common[0].hull(common[-1]) if common else None

    def outside(self, interval: Interval) -> Interval | None:
        """From the first to the last moment at which the interval is within none of them."""
        start, end = interval.start, interval.end
        for one in self._intervals[self._place(start) : bisect_left(self._starts, end)]:
            start = one.end if one.start <= start < one.end else start
            end = one.start if one.start < end <= one.end else end
        return Interval(start, end) if start < end else None

    def _place(self, moment: datetime) -> int:
        return max(0, bisect_right(self._starts, moment) - 1)
