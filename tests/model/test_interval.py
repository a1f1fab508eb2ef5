"""Intervals are half-open."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab.model.interval import Interval, united

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def hours(start: int, end: int) -> Interval:
    return Interval(NOON + timedelta(hours=start), NOON + timedelta(hours=end))


spans = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: hours(pair[0], pair[0] + pair[1]))


def covered(*intervals: Interval) -> set[int]:
    """Oracle: the whole hours after noon in which one of them lies."""
    return {hour for hour in range(60) for one in intervals if one.start <= NOON + timedelta(hours=hour) < one.end}


@given(spans, spans)
def test_overlap_is_having_an_hour_in_common(one, other):
    both = covered(one) & covered(other)
    assert one.overlaps(other) == bool(both)
    common = one.common(other)
    assert (covered(common) if common else set()) == both
    assert one.contains(other) == (covered(other) <= covered(one))


@given(st.lists(spans))
def test_united_covers_the_same_without_overlaps(intervals):
    merged = united(intervals)
    assert covered(*merged) == covered(*intervals)
    assert all(first.end < second.start for first, second in pairwise(merged))


def test_between_refuses_an_end_that_is_not_after_the_start():
    with pytest.raises(ValueError, match="not after"):
        Interval.between("2026-11-21T12:00", "2026-11-21T12:00", "UTC")
    assert Interval.between("2026-11-21T12:00", "2026-11-21T13:00", "UTC") == hours(0, 1)
