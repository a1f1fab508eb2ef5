"""Stretches of time, half-open and in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gitcab.model.moment import instant


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From `start` up to, but not including, `end`; both are aware and in UTC."""

    start: datetime
    end: datetime

    @classmethod
    def between(cls, start: str, end: str, time_zone: str | None) -> "Interval":
        """The interval that two written times mean.

        Raises ValueError where a time means no instant, or where the end is not after the start.
        """
        interval = cls(instant(start, time_zone), instant(end, time_zone))
        if interval.end <= interval.start:
            raise ValueError(f"the end {end} is not after the start {start}")
        return interval

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two share a moment; one that ends when the other starts does not overlap it."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Interval") -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def common(self, other: "Interval") -> "Interval | None":
        """What both cover, None where they do not overlap."""
        if not self.overlaps(other):
            return None
        return Interval(max(self.start, other.start), min(self.end, other.end))

    def hull(self, other: "Interval") -> "Interval":
        """From the earlier start to the later end."""
        return Interval(min(self.start, other.start), max(self.end, other.end))

    def later(self, delay: timedelta) -> "Interval":
        """The same length of time, moved by the delay."""
        return Interval(self.start + delay, self.end + delay)


def united(intervals: Iterable[Interval]) -> list[Interval]:
    """The same stretches without overlaps, in order; those that touch become one."""
    merged: list[Interval] = []
    for one in sorted(intervals):
        if merged and one.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, one.end))
        else:
            merged.append(one)
    return merged
