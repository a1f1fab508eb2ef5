"""`gitcab schedule`: periods, whom it is for, the outage it means."""

import json
from pathlib import Path

import pytest

from support.little_district import UPGRADE, little_district

CHECKOUT = Path(__file__).parents[2]
NOW = ("--now", "2026-11-21T12:00Z")


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    held = (
        "kind: RequestForChange\nid: RFC-2026-11-05-restart-dns-1\ntitle: Restart DNS 1\ntype: normal\n"
        "state: scheduled\n"
        "requested_by: mchen\nassigned_to: [mchen]\njustification: It leaks.\n"
        "on_hold: {reason: The spare is broken., since: 2026-11-20T10:00Z}\n"
        "configuration_items: [{id: dns-1, effect: outage}, {id: dns-2, effect: outage}]\n"
        "schedule: {start: 2026-12-07T08:00, end: 2026-12-07T09:00, time_zone: America/New_York}\n"
        "plans: {implementation: a, test: b, backout: c}\n"
    )
    freeze = (
        "kind: ChangeWindow\nid: exams\ntitle: Exams\ntype: freeze\nstart: 2026-12-01T07:00\nend: 2026-12-03T16:00\n"
        "time_zone: America/Chicago\nselector: {services: [grades]}\n"
    )
    files = {"changes/2026/RFC-2026-11-05-restart-dns-1.yaml": held, "changes/windows/exams.yaml": freeze}
    return little_district(tmp_path_factory.mktemp("district"), files).path


def told(gitcab, district, *arguments):
    ran = gitcab("schedule", *arguments, "--format", "json", cwd=district)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def rfcs(answer):
    return [one["id"].removeprefix("RFC-2026-11-") for one in answer["changes"]]


@pytest.mark.parametrize(
    ("arguments", "start", "end"),
    [
        (("--now", "2026-11-21T03:00Z"), "2026-11-20T06:00:00Z", "2026-11-27T06:00:00Z"),
        (("--week", "2026-W49"), "2026-11-30T06:00:00Z", "2026-12-07T06:00:00Z"),
        (("--week", "2026-W53"), "2026-12-28T06:00:00Z", "2027-01-04T06:00:00Z"),
        (("--from", "2026-10-31", "--days", "2"), "2026-10-31T05:00:00Z", "2026-11-02T06:00:00Z"),
        (("--from", "2026-12-05T22:00", "--days", "1"), "2026-12-06T04:00:00Z", "2026-12-07T04:00:00Z"),
        (("--from", "2026-12-05T22:00Z", "--days", "1"), "2026-12-05T22:00:00Z", "2026-12-06T22:00:00Z"),
    ],
)
def test_periods(gitcab, district, arguments, start, end):
    answer = told(gitcab, district, *arguments)
    assert (answer["start"], answer["end"], answer["time_zone"]) == (start, end, "America/Chicago")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--week", "2026-W54"),
        ("--week", "next"),
        ("--from", "2026-02-30"),
        ("--from", "2026-03-08T02:30"),
        ("--week", "2026-W49", "--from", "2026-12-01"),
        ("--service", "grades", "--team", "data-team"),
        ("--service", "grades", "--feeds", "feeds"),
        ("--service", "nothing"),
        ("--team", "nobody"),
        ("--week", "2026-W49", "suggest", UPGRADE),
    ],
)
def test_what_means_nothing_is_a_usage_error(gitcab, district, arguments):
    ran = gitcab("schedule", *arguments, cwd=district)
    assert (ran.code, ran.out) == (2, "")


def test_a_change_at_the_bounds_is_in_the_half_open_period(gitcab, district):
    late = told(gitcab, district, "--from", "2026-12-06T02:00", "--days", "1")
    early = told(gitcab, district, "--from", "2026-12-04T22:00", "--days", "1")
    within = told(gitcab, district, "--from", "2026-12-06T01:59", "--days", "1")
    assert rfcs(late) == rfcs(early) == []
    assert rfcs(within) == ["01-upgrade-sis-database"]


def test_minutes_down_against_the_allowance(gitcab, district):
    (outage,) = told(gitcab, district, "--week", "2026-W49")["outages"]
    assert (outage["id"], outage["down"], outage["degraded"]) == ("grades", 15, 0)
    assert outage["months"] == [
        {"month": "2026-11", "down": 0, "allowance": 60, "exceeded": False},
        {"month": "2026-12", "down": 15, "allowance": 60, "exceeded": False},
    ]
    assert outage["in_service_hours"] == 0


def test_what_is_on_hold_is_told_but_counts_for_no_outage(gitcab, district):
    answer = told(gitcab, district, "--week", "2026-W50")
    (change,) = answer["changes"]
    assert change["on_hold"] == "The spare is broken."
    assert change["services"] == [{"id": "grades", "name": "Grades", "state": "down"}]
    assert answer["outages"] == []


def test_every_change_is_told_in_its_own_zone(gitcab, district):
    text = gitcab("schedule", "--from", "2026-12-05", "--days", "7", cwd=district).out
    assert "unless another zone is named" in text
    assert f"  22:00-Sun 02:00    {UPGRADE}\n" in text
    assert "  08:00-09:00        RFC-2026-11-05-restart-dns-1  America/New_York\n" in text


@pytest.mark.parametrize(
    ("arguments", "found", "windows"),
    [
        (("--service", "grades"), ["01-upgrade-sis-database", "05-restart-dns-1"], ["exams"]),
        (("--team", "data-team"), ["01-upgrade-sis-database", "05-restart-dns-1"], ["exams"]),
        (("--team", "apps-team"), ["01-upgrade-sis-database", "05-restart-dns-1"], ["exams"]),
        (("--service", "vm-1"), [], ["exams"]),
    ],
)
def test_only_what_concerns_somebody(gitcab, district, arguments, found, windows):
    answer = told(gitcab, district, *arguments, "--from", "2026-12-01", "--days", "14")
    assert rfcs(answer) == found
    assert [one["id"] for one in answer["windows"]] == windows


def test_the_shipped_estate_fits_eighty_columns(gitcab):
    ran = gitcab("schedule", "--from", "2026-11-21", "--days", "90", cwd=CHECKOUT)
    assert ran.code == 0
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_the_help_of_the_group_fits_and_shows_both_uses(gitcab):
    ran = gitcab("schedule", "--help")
    assert ran.code == 0
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    assert "suggest" in ran.out
    assert "gitcab schedule --week" in ran.out


def test_a_file_that_cannot_be_read_is_told(gitcab, tmp_path):
    broken = little_district(tmp_path / "district", {"changes/2026/RFC-2026-11-09-broken.yaml": "kind: [\n"}).path
    ran = gitcab("schedule", *NOW, cwd=broken)
    assert ran.code == 3
    assert "Incomplete: 1 file could not be read" in ran.out
