"""When a service must work: `24x7`, or days and hours such as `Mon-Fri 06:30-18:00`.

The form is that of the attribute `service_hours`; `Fri-Mon` runs over the week's end, `22:00-06:00`
over midnight into the next day, and `24:00` is the day's end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from gitcab.model.interval import Interval, united

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = "|".join(_DAYS)
_FORM = re.compile(rf"({_DAY})(?:-({_DAY}))? (\d\d):([0-5]\d)-(\d\d):([0-5]\d)", re.ASCII)
_WHOLE_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class ServiceHours:
    """On these days (0 is Monday), from `start` to `end` in minutes after that day's midnight."""

    days: frozenset[int]
    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> "ServiceHours":
        """The hours as written. Raises ValueError for any other form."""
        if text == "24x7":
            return cls(frozenset(range(7)), 0, _WHOLE_DAY)
        found = _FORM.fullmatch(text)
        if not found:
            raise ValueError(f"'{text}' are no service hours; write 24x7 or days and hours as Mon-Fri 06:30-18:00")
        first, last, *clock = found.groups()
        start, end = (60 * int(hour) + int(minute) for hour, minute in (clock[:2], clock[2:]))
        if start >= _WHOLE_DAY or end > _WHOLE_DAY or start == end:
            raise ValueError(f"'{text}' are no service hours; a day has hours from 00:00 to 24:00")
        return cls(_days(first, last or first), start, end if end > start else end + _WHOLE_DAY)

    def overlap(self, interval: Interval, zone: tzinfo) -> bool:
        """Whether the interval reaches into the hours, which are local in that zone."""
        return any(hours.overlaps(interval) for hours in self._around(interval, zone))

    def parts(self, interval: Interval, zone: tzinfo) -> list[Interval]:
        """The parts of the interval that lie in the hours, in order and without overlaps."""
        return united(part for hours in self._around(interval, zone) if (part := hours.common(interval)))

    def _around(self, interval: Interval, zone: tzinfo) -> Iterator[Interval]:
        """The hours of each day from the one before the interval to its last."""
        day = interval.start.astimezone(zone).date() - timedelta(days=1)
        last = interval.end.astimezone(zone).date()
        while day <= last:
            if day.weekday() in self.days:
                midnight = datetime.combine(day, time())
                ends = [midnight + timedelta(minutes=minutes) for minutes in (self.start, self.end)]
                yield Interval(*(end.replace(tzinfo=zone).astimezone(UTC) for end in ends))
            day += timedelta(days=1)


def _days(first: str, last: str) -> frozenset[int]:
    start, end = _DAYS.index(first), _DAYS.index(last)
    return frozenset(day % 7 for day in range(start, end + 1 if end >= start else end + 8))
