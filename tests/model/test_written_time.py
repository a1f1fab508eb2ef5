"""A time that a command writes means the same minute when it is read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab.model.moment import instant, written_time

ZONES = st.sampled_from([None, "UTC", "America/Chicago", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu"])
MOMENTS = st.datetimes(datetime(2001, 1, 1), datetime(2099, 12, 30), timezones=st.just(UTC))


@given(MOMENTS, ZONES)
def test_what_is_written_reads_back(moment, zone):
    assert instant(written_time(moment, zone), zone) == moment.replace(second=0, microsecond=0)


@pytest.mark.parametrize("hours", [5, 6, 7, 8])
def test_around_the_hour_that_happens_twice(hours):
    moment = datetime(2026, 11, 1, hours, 30, tzinfo=UTC)
    assert instant(written_time(moment, "America/Chicago"), "America/Chicago") == moment


@pytest.mark.parametrize(
    ("zone", "text"),
    [(None, "2026-11-01T06:30Z"), ("America/Chicago", "2026-11-01T01:30-05:00"), ("Europe/London", "2026-11-01T06:30")],
)
def test_it_is_local_where_that_is_clear(zone, text):
    assert written_time(datetime(2026, 11, 1, 6, 30, tzinfo=UTC), zone) == text
    assert written_time(datetime(2026, 11, 1, 6, 30, 59, tzinfo=UTC), zone) == text
