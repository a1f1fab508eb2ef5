"""Windows are in force when calendars say so, and about the items that their selectors mean."""

from datetime import UTC, datetime, timedelta
from time import perf_counter

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from gitcab.model.interval import Interval
from gitcab.model.moment import zone
from gitcab.model.records.change_window import ChangeWindow, Selector
from gitcab.planning.windows import Selection, is_excepted, occurrences
from support.small_estate import RELATIONS, inventory, item

CHICAGO = "America/Chicago"
YEARS = Interval(datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 2, tzinfo=UTC))


def window(start, end, rrule=None, time_zone=CHICAGO, **fields):
    plain = {"kind": "ChangeWindow", "id": "w", "title": "A window", "type": "freeze", "time_zone": time_zone}
    return ChangeWindow.model_validate({**plain, "start": start, "end": end, "rrule": rrule, **fields})


def local(one, within=YEARS, time_zone=CHICAGO):
    """Wall times of starts and ends."""
    found = occurrences(one, within)
    return [tuple(f"{at.astimezone(zone(time_zone)):%Y-%m-%dT%H:%M%z}" for at in (o.start, o.end)) for o in found]


def as_calendars_do(one, within):
    """The occurrences of the same event in icalendar and recurring-ical-events."""
    event = icalendar.Event()
    home = zone(one.time_zone)
    event.add("uid", one.id)
    event.add("dtstart", datetime.fromisoformat(one.start).replace(tzinfo=home))
    event.add("dtend", datetime.fromisoformat(one.end).replace(tzinfo=home))
    if one.rrule:
        event.add("rrule", icalendar.vRecur.from_ical(one.rrule))
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(calendar.to_ical())).between(within.start, within.end)
    spans = (Interval(each["DTSTART"].dt.astimezone(UTC), each["DTEND"].dt.astimezone(UTC)) for each in found)
    return sorted(each for each in spans if each.start < each.end and each.overlaps(within))


@pytest.mark.parametrize(
    ("start", "end", "rrule"),
    [
        ("2026-01-02T22:00", "2026-01-03T02:00", "FREQ=WEEKLY;BYDAY=FR"),
        ("2026-01-30T22:00", "2026-01-31T04:00", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("2026-01-01T01:30", "2026-01-01T02:30", "FREQ=DAILY"),
        ("2026-01-01T02:30", "2026-01-01T03:15", "FREQ=DAILY"),
        ("2026-01-01T00:30", "2026-01-01T05:00", "FREQ=DAILY;UNTIL=20270315T120000Z"),
        ("2026-12-31T22:00", "2027-01-01T03:00", "FREQ=YEARLY"),
        ("2026-02-28T20:00", "2026-03-10T06:00", "FREQ=YEARLY;COUNT=2"),
        ("2026-01-05T18:00", "2026-01-05T19:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        ("2026-01-31T08:00", "2026-01-31T09:00", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("2026-03-07T12:00", "2026-03-07T12:20", "FREQ=HOURLY;COUNT=90"),
        ("2026-12-18T17:00", "2027-01-04T06:00", None),
    ],
)
@pytest.mark.parametrize("time_zone", [CHICAGO, "Europe/Zurich", "UTC", "Australia/Lord_Howe"])
def test_occurrences_are_those_of_calendars(start, end, rrule, time_zone):
    one = window(start, end, rrule, time_zone)
    assert sorted(occurrences(one, YEARS)) == as_calendars_do(one, YEARS)


@given(
    st.sampled_from(("DAILY", "WEEKLY", "MONTHLY")),
    st.integers(1, 3),
    st.integers(0, 23),
    st.sampled_from((0, 30)),
    st.integers(1, 40),
)
def test_any_simple_rule_is_read_as_calendars_read_it(frequency, interval, hour, minute, hours):
    start = datetime(2026, 1, 5, hour, minute)
    end = start + timedelta(hours=hours)
    one = window(f"{start:%Y-%m-%dT%H:%M}", f"{end:%Y-%m-%dT%H:%M}", f"FREQ={frequency};INTERVAL={interval}")
    autumn = Interval(datetime(2026, 10, 20, tzinfo=UTC), datetime(2027, 3, 20, tzinfo=UTC))
    assert sorted(occurrences(one, autumn)) == as_calendars_do(one, autumn)


def test_a_night_stays_a_night_when_the_clocks_change():
    nights = dict(local(window("2026-01-03T20:00", "2026-01-04T06:00", "FREQ=WEEKLY;BYDAY=SA")))
    assert nights["2026-03-07T20:00-0600"] == "2026-03-08T06:00-0500"
    assert nights["2026-10-31T20:00-0500"] == "2026-11-01T06:00-0600"


def test_a_start_that_the_clocks_skip_or_repeat_is_taken_as_calendars_take_it():
    spring = Interval(datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC))
    autumn = Interval(datetime(2026, 11, 1, 2, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC))
    daily = window("2026-01-01T02:30", "2026-01-01T04:30", "FREQ=DAILY")
    assert ("2026-03-08T03:30-0500", "2026-03-08T04:30-0500") in local(daily, spring)
    twice = window("2026-01-01T01:30", "2026-01-01T04:30", "FREQ=DAILY")
    assert ("2026-11-01T01:30-0500", "2026-11-01T04:30-0600") in local(twice, autumn)


def test_what_has_no_length_left_does_not_happen():
    short = window("2026-01-01T02:30", "2026-01-01T03:15", "FREQ=DAILY")
    assert not [start for start, _ in local(short) if start.startswith("2026-03-08")]


def test_the_last_friday_and_years_across():
    fridays = [
        start[:10] for start, _ in local(window("2026-01-30T22:00", "2026-01-31T02:00", "FREQ=MONTHLY;BYDAY=-1FR"))
    ]
    assert fridays[:3] == ["2026-01-30", "2026-02-27", "2026-03-27"]
    assert len(fridays) == 24
    years = local(window("2026-12-31T22:00", "2027-01-01T03:00", "FREQ=YEARLY"))
    assert years == [
        ("2026-12-31T22:00-0600", "2027-01-01T03:00-0600"),
        ("2027-12-31T22:00-0600", "2028-01-01T03:00-0600"),
    ]


def test_an_unbounded_rule_is_enumerated_no_further_than_asked():
    day = Interval(datetime(2090, 6, 1, tzinfo=UTC), datetime(2090, 6, 2, tzinfo=UTC))
    assert len(list(occurrences(window("2026-01-01T20:00", "2026-01-01T22:00", "FREQ=DAILY"), day))) == 1


@pytest.mark.parametrize(
    "rrule", ["FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"]
)
def test_a_rule_that_never_holds_ends(rrule):
    start = perf_counter()
    assert list(occurrences(window("2026-01-01T20:00", "2026-01-01T22:00", rrule), YEARS)) == []
    assert perf_counter() - start < 2


@pytest.mark.parametrize(
    "rrule", ["FREQ=SECONDLY", "FREQ=WEEKLY;COUNT=2;UNTIL=20260301T000000Z", "FREQ=DAILY;BYDAY=XX"]
)
def test_a_rule_that_is_refused_is_never_in_force(rrule):
    assert list(occurrences(window("2026-01-01T20:00", "2026-01-01T22:00", rrule), YEARS)) == []


def test_a_day_as_until_counts_to_its_end():
    assert len(local(window("2026-01-01T20:00", "2026-01-01T22:00", "FREQ=DAILY;UNTIL=20260103"))) == 3


ESTATE = inventory(
    [
        item("sis", depends_on=["app", {"at_least": 1, "of": ["dns-1", "dns-2"]}], environment="production"),
        item("app", uses=["mail"], tags=["records"], environment="production", formerly=["old-app"]),
        item("mail", environment="test"),
        item("dns-1"),
        item("dns-2"),
        item("printer", environment="production"),
    ]
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({}, {"sis", "app", "mail", "dns-1", "dns-2", "printer"}),
        ({"services": ["sis"]}, {"sis", "app", "mail", "dns-1", "dns-2"}),
        ({"services": ["sis"], "environments": ["production"]}, {"sis", "app"}),
        ({"tags": ["records", "none"]}, {"app"}),
        ({"ids": ["old-app", "printer"]}, {"app", "printer"}),
        ({"classes": ["printer"]}, set()),
        ({"services": ["nothing"]}, set()),
    ],
)
def test_every_line_of_a_selector_must_match(lines, expected):
    selection = Selection(ESTATE, RELATIONS)
    ids = ["sis", "app", "mail", "dns-1", "dns-2", "printer", "missing"]
    assert {one for one in ids if selection.match(Selector(**lines), one)} == expected


def test_a_match_names_its_lines():
    selection = Selection(ESTATE, RELATIONS)
    chosen = Selector(services=("nothing", "sis"), environments=("production",))
    assert selection.match(chosen, "app") == "service sis and environment production"
    assert selection.match(Selector(), "app") == "every item"


RFC = "RFC-2026-11-21-change"


@pytest.mark.parametrize(
    ("exception", "start", "expected"),
    [
        ({"rfc": RFC}, "2026-12-31T05:59", True),
        ({"rfc": RFC}, "2026-12-31T06:00", False),
        ({"rfc": "RFC-2026-11-21-other"}, "2026-12-30T12:00", False),
        ({"selector": {"tags": ["records"]}}, "2026-12-30T12:00", True),
        ({"selector": {"tags": ["other"]}}, "2026-12-30T12:00", False),
        ({"rfc": RFC, "selector": {"tags": ["other"]}}, "2026-12-30T12:00", False),
        ({}, "2026-12-30T12:00", False),
    ],
)
def test_an_exception_counts_to_the_end_of_its_day_in_the_zone_of_the_window(exception, start, expected):
    whole = {**exception, "reason": "Empty buildings", "approved_by": "mreyes", "expires": "2026-12-30"}
    freeze = window("2026-12-18T17:00", "2027-01-04T06:00", exceptions=[whole])
    moment = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert is_excepted(freeze, RFC, moment, "app", Selection(ESTATE, RELATIONS)) is expected
