"""Service hours are read strictly, and mean local days and times."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab.model.interval import Interval
from gitcab.model.moment import zone
from gitcab.model.service_hours import ServiceHours

CHICAGO = zone("America/Chicago")


def between(start, end):
    return Interval.between(start, end, "America/Chicago")


@pytest.mark.parametrize(
    "text",
    [
        *("", "24/7", "Mon-Fri", "Mon-Fri 6:30-18:00", "mon-fri 06:30-18:00", "Mon-Fri 06:30-18:00 "),
        *("Mon 25:00-26:00", "Mon 08:00-24:01", "Mon 08:60-09:00", "Mon 08:00-08:00", "Mon 24:00-08:00"),
        "Mon,Tue 08:00-09:00",
    ],
)
def test_any_other_form_is_refused(text):
    with pytest.raises(ValueError, match="no service hours"):
        ServiceHours.parse(text)


@pytest.mark.parametrize(
    ("text", "start", "end", "inside"),
    [
        ("24x7", "2026-12-06T03:00", "2026-12-06T03:01", True),
        ("Mon-Fri 06:30-18:00", "2026-12-07T18:00", "2026-12-08T06:30", False),
        ("Mon-Fri 06:30-18:00", "2026-12-07T18:00", "2026-12-08T06:31", True),
        ("Mon-Fri 06:30-18:00", "2026-12-04T18:00", "2026-12-07T06:30", False),
        ("Mon-Fri 06:30-18:00", "2026-12-04T17:59", "2026-12-04T20:00", True),
        ("Sat 08:00-24:00", "2026-12-05T23:59", "2026-12-06T00:10", True),
        ("Sat 08:00-24:00", "2026-12-06T00:00", "2026-12-06T10:00", False),
        ("Fri-Mon 08:00-09:00", "2026-12-06T08:30", "2026-12-06T08:40", True),
        ("Fri-Mon 08:00-09:00", "2026-12-08T00:00", "2026-12-11T00:00", False),
        ("Fri 22:00-06:00", "2026-12-05T05:00", "2026-12-05T05:10", True),
        ("Fri 22:00-06:00", "2026-12-04T05:00", "2026-12-04T05:10", False),
    ],
)
def test_hours_are_local_and_half_open(text, start, end, inside):
    assert ServiceHours.parse(text).overlap(between(start, end), CHICAGO) is inside


def test_hours_keep_their_local_time_when_the_clocks_change():
    hours = ServiceHours.parse("Sun 06:00-07:00")
    for day, utc in (("2026-10-25", 11), ("2026-11-01", 12)):
        start = datetime.fromisoformat(f"{day}T{utc:02}:30Z")
        assert hours.overlap(Interval(start, start + timedelta(minutes=5)), CHICAGO)


FIRST = datetime(2026, 10, 28, tzinfo=UTC)


@given(
    st.sampled_from(["Mon-Fri 06:30-18:00", "Sat-Mon 22:00-03:00", "Sun 00:00-24:00", "24x7", "Wed 10:00-10:20"]),
    st.integers(0, 14 * 48),
    st.integers(1, 60),
)
def test_they_are_those_of_every_minute(text, begin, length):
    """Brute force: some minute of the interval lies, by its local weekday and clock, in the hours."""
    interval = Interval(FIRST + timedelta(minutes=30 * begin), FIRST + timedelta(minutes=30 * begin + 10 * length))
    minutes = (interval.start + timedelta(minutes=10 * step) for step in range(length))
    hit = any(_in_hours(text, minute.astimezone(CHICAGO)) for minute in minutes)
    assert ServiceHours.parse(text).overlap(interval, CHICAGO) is hit


def _in_hours(text, local):
    if text == "24x7":
        return True
    names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    days, hours = text.split()
    first, last = (days.split("-") * 2)[:2]
    listed = [
        names[(names.index(first) + step) % 7] for step in range((names.index(last) - names.index(first)) % 7 + 1)
    ]
    start, end = hours.split("-")
    clock, day, before = f"{local:%H:%M}", names[local.weekday()], names[local.weekday() - 1]
    if start < end:
        return day in listed and start <= clock < end
    return (day in listed and clock >= start) or (before in listed and clock < end)
