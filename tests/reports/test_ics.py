"""Calendars: other programs read the same occurrences as ours, and the same records give the same bytes."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from gitcab.model.interval import Interval
from gitcab.model.records.change_window import ChangeWindow
from gitcab.planning.forward_schedule import Forecast
from gitcab.planning.windows import occurrences
from gitcab.reports import Look, render
from gitcab.store.loading import load
from gitcab.store.work_tree import WorkTree
from support.schedule_scenes import HOME, change
from support.schedule_scenes import schedule as scene
from support.small_calendar import estate, rfc
from support.small_estate import item

CHECKOUT = Path(__file__).parents[2]
ZONES = ["America/Chicago", "Europe/Paris", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "UTC"]
YEAR = Interval(datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC))


def read(text):
    return Calendar.from_ical(text)


def events(text):
    """UID, start and end of each event, as instants."""
    return sorted(
        (str(one["uid"]), one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in read(text).walk("VEVENT")
    )


def recurring(text, period):
    """The same, as recurring-ical-events finds them in the period."""
    found = recurring_ical_events.of(read(text)).between(period.start, period.end)
    return sorted((str(one["uid"]), one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in found)


@pytest.fixture(scope="module")
def district():
    return load(WorkTree(CHECKOUT, ""))


def test_others_read_the_same_occurrences(district):
    told = Forecast(district, YEAR, HOME).schedule()
    text = render(told, "ics", Look())
    ours = [(f"{one.id}@gitcab", one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in told.changes]
    freezes = [one for one in told.windows if one.type == "freeze"]
    ours += [
        (f"{one.id}-{one.start:%Y%m%dT%H%M}@gitcab", one.start.astimezone(UTC), one.end.astimezone(UTC))
        for one in freezes
    ]
    assert len(freezes) > 20
    assert events(text) == recurring(text, YEAR) == sorted(ours)


def test_freezes_are_those_that_conflicts_are_judged_by(district):
    told = read(render(Forecast(district, YEAR, HOME).schedule(), "ics", Look()))
    starts = {(one.start.astimezone(UTC)) for one in told.walk("VEVENT") if one.categories == ["freeze"]}
    windows = (entry.record for entry in district.inventory.of_kind(ChangeWindow))
    assert starts == {one.start for window in windows if window.type == "freeze" for one in occurrences(window, YEAR)}


def test_uids_are_told_once_and_stay(district):
    one, other = (render(Forecast(district, YEAR, HOME).schedule(), "ics", Look()) for _ in range(2))
    uids = [str(event["uid"]) for event in read(one).walk("VEVENT")]
    assert one == other
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize(
    ("state", "stage", "on_hold", "status"),
    [
        ("assess", 1, None, "TENTATIVE"),
        ("scheduled", 3, None, "CONFIRMED"),
        ("scheduled", 3, "The supplier is late.", "TENTATIVE"),
        ("review", 5, None, "CONFIRMED"),
        ("canceled", 7, None, "CANCELLED"),
    ],
)
def test_status_and_sequence_follow_the_life_cycle(state, stage, on_hold, status):
    one = change("x", "2026-12-05T22:00", "2026-12-06T02:00", state, stage, on_hold=on_hold)
    (event,) = read(render(replace(scene(), changes=(one,), windows=()), "ics", Look())).walk("VEVENT")
    assert (str(event["status"]), event["sequence"]) == (status, stage)
    assert event["dtstamp"].dt == datetime(2026, 11, 21, tzinfo=UTC)


def test_it_is_to_the_standard():
    text = render(scene(), "ics", Look())
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    calendar = read(text)
    assert {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")} == {"America/Chicago", "Europe/Paris"}
    assert calendar.errors == []


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),
    st.integers(1, 20_000),
    st.sampled_from(ZONES),
)
@settings(max_examples=60)
def test_any_instant_in_any_zone_is_read_back(start, minutes, zone):
    begin = start.replace(second=0, microsecond=0, tzinfo=UTC)
    end = begin + timedelta(minutes=minutes)
    home = ZoneInfo(zone)
    one = change("x", "2026-12-05T22:00", "2026-12-06T02:00")
    one = replace(one, start=begin.astimezone(home), end=end.astimezone(home))
    told = replace(scene(), changes=(one,), windows=())
    assert events(render(told, "ics", Look())) == [("RFC-2026-11-21-x@gitcab", begin, end)]


def test_the_repeated_hour_is_told_apart():
    one = rfc("late", [{"id": "a"}], None)
    schedule = {"start": "2026-11-01T01:15-06:00", "end": "2026-11-01T01:45-06:00", "time_zone": "America/Chicago"}
    one = one.model_validate({**one.to_plain(), "schedule": schedule})
    period = Interval(datetime(2026, 10, 31, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC))
    text = render(Forecast(estate([item("a"), one]), period, HOME).schedule(), "ics", Look())
    assert events(text) == [
        (f"{one.id}@gitcab", datetime(2026, 11, 1, 7, 15, tzinfo=UTC), datetime(2026, 11, 1, 7, 45, tzinfo=UTC))
    ]


def test_the_same_bytes_wherever_and_whenever_it_runs():
    command = [sys.executable, "-m", "gitcab", "schedule", "--format", "ics", "--from", "2026-11-21", "--days", "200"]
    told = set()
    for zone, seed in (("UTC", "1"), ("Asia/Kathmandu", "2"), ("America/St_Johns", "3")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        told.add(subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, check=True).stdout)
    assert len(told) == 1
    assert b"DTSTART;TZID=America/Chicago:20261205T220000\r\n" in told.pop()


def test_a_feed_for_everybody_each_service_and_each_team(gitcab, tmp_path, district):
    options = ("--from", "2026-11-21", "--days", "90")
    ran = gitcab("schedule", *options, "--feeds", tmp_path / "feeds", cwd=CHECKOUT)
    assert (ran.code, ran.out) == (0, "")
    files = {path.relative_to(tmp_path / "feeds").as_posix() for path in (tmp_path / "feeds").rglob("*.ics")}
    assert {"all.ics", "services/sis.ics", "teams/database-team.ics"} <= files
    assert "teams/voice-team.ics" not in files
    single = gitcab("schedule", *options, "--service", "sis", "--format", "ics", cwd=CHECKOUT).out
    assert (tmp_path / "feeds/services/sis.ics").read_text(encoding="utf-8") == single
    assert "UID:RFC-2026-11-21-upgrade-sis-database@gitcab" in single
    assert date(2026, 12, 5) in {one.start.date() for one in read(single).walk("VEVENT")}


def test_feeds_where_nothing_can_be_written(gitcab, tmp_path):
    (tmp_path / "file").write_text("")
    ran = gitcab("schedule", "--feeds", tmp_path / "file" / "feeds", cwd=CHECKOUT)
    assert ran.code == 3
    assert "cannot write" in ran.err
