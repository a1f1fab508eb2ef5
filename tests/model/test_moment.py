"""Times: what each means, and what each that means nothing is told."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab.model.moment import instant, read_date, read_time, zone

ZONES = sorted(
    name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix", "right"))
)


@pytest.mark.parametrize(
    ("text", "zone_name", "meant"),
    [
        ("2026-12-05T22:00", "America/Chicago", datetime(2026, 12, 6, 4, tzinfo=UTC)),
        ("2026-12-05T22:00:30Z", None, datetime(2026, 12, 5, 22, 0, 30, tzinfo=UTC)),
        ("2026-07-01T00:00+02:00", "America/Chicago", datetime(2026, 6, 30, 22, tzinfo=UTC)),
        ("2026-03-29T01:59", "Europe/Berlin", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T03:00", "Europe/Berlin", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ],
)
def test_an_instant(text, zone_name, meant):
    assert instant(text, zone_name) == meant


@pytest.mark.parametrize(
    ("text", "zone_name", "told"),
    [
        ("2026-03-29T02:30", "Europe/Berlin", "does not exist"),
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00"),
        ("2026-12-05T22:00", None, "no offset"),
        ("2026-12-05T22:00", "localtime", "no IANA time zone"),
        ("2026-12-05T22:00", "EST", "no IANA time zone"),
        ("2026-12-05T22:00", "../../etc/passwd", "no IANA time zone"),
    ],
)
def test_what_means_no_instant_says_why(text, zone_name, told):
    with pytest.raises(ValueError, match=told.replace("+", r"\+")):
        instant(text, zone_name)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21",
        "2026-13-05T22:00",
        "2026-W47-6",
        "22:00",
        "2026-12-05 22:00",
        "٢٠٢٦-12-05T22:00",
        "1999-12-31T23:59",
    ],
)
def test_no_time(text):
    with pytest.raises(ValueError, match=r"is no time|outside the years"):
        read_time(text)


@pytest.mark.parametrize("text", ["2026-02-30", "20261121", "2026-11-21T00:00", "2026-1-1", "2200-01-01"])
def test_no_date(text):
    with pytest.raises(ValueError, match=r"is no date|outside the years"):
        read_date(text)


@given(st.sampled_from(ZONES), st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1)))
def test_an_instant_is_the_only_one_with_that_local_time(zone_name, local):
    """Oracle: look at every quarter of an hour around it for instants that show this local time."""
    local = local.replace(second=0, microsecond=0)
    middle = local.replace(tzinfo=UTC)
    around = (middle + timedelta(minutes=15 * step) for step in range(-64, 65))
    candidates = {moment + timedelta(minutes=shift) for moment in around for shift in range(-14, 15)}
    shown = {moment for moment in candidates if moment.astimezone(ZoneInfo(zone_name)).replace(tzinfo=None) == local}
    text = local.isoformat(timespec="minutes")
    if len(shown) == 1:
        assert {instant(text, zone_name)} == shown
    else:
        with pytest.raises(ValueError, match=r"does not exist|happens twice"):
            instant(text, zone_name)


def test_zones_are_the_ones_asked_for():
    assert zone("America/Chicago").key == "America/Chicago"
