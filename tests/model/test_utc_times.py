"""Every time of every record of the shipped estate, reckoned apart from the rules that judge them."""

from pathlib import Path

from gitcab.model.utc_times import utc_times
from gitcab.rules._times import instants_of
from gitcab.store.loading import load
from gitcab.store.work_tree import WorkTree

ROOT = Path(__file__).parents[2]


def test_the_instants_are_those_that_the_rules_see():
    seen = 0
    for entry in load(WorkTree(ROOT, "")).entries:
        expected = {".".join(map(str, route)): moment for route, moment in instants_of(entry.record).items()}
        told = utc_times(entry.record.to_plain())
        assert told == {route: f"{moment:%Y-%m-%d %H:%M:%S}" for route, moment in expected.items()}, entry.id
        seen += len(told)
    assert seen > 100


def test_a_local_time_is_told_in_utc():
    schedule = {"start": "2026-12-05T22:00", "end": "2026-12-06T02:00", "time_zone": "America/Chicago"}
    told = utc_times({"schedule": schedule, "configuration_items": [{"id": "dns-1", "start": "2026-12-05T23:00"}]})
    assert told == {
        "schedule.start": "2026-12-06 04:00:00",
        "schedule.end": "2026-12-06 08:00:00",
        "configuration_items.0.start": "2026-12-06 05:00:00",
    }


def test_what_is_no_instant_is_left_out():
    assert utc_times({"started": "2026-03-08T02:30", "time_zone": "America/Chicago", "resolved": "2026-03-08"}) == {}
    assert utc_times({"schedule": None, "configuration_items": [{"id": "a", "start": "2026-12-05T22:00"}]}) == {}


def test_values_that_are_another_records_are_no_times():
    assert (
        utc_times({"configuration_items": [{"id": "a", "patch": {"attributes": {"start": "2026-12-05T22:00Z"}}}]}) == {}
    )
