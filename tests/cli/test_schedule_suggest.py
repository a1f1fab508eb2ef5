"""`gitcab schedule suggest`: slots of the shipped estate, none, and several together."""

import json
import shlex
from pathlib import Path

import pytest

from support.little_district import RECORDS, UPGRADE, little_district

CHECKOUT = Path(__file__).parents[2]
NOW = ("--now", "2026-11-21T12:00Z")
SIS = "RFC-2026-11-21-upgrade-sis-database"


def suggest(gitcab, *arguments, cwd=CHECKOUT):
    ran = gitcab("schedule", "suggest", *arguments, *NOW, "--format", "json", cwd=cwd)
    return ran.code, json.loads(ran.out)


def test_slots_lie_in_the_weekly_maintenance(gitcab):
    code, found = suggest(gitcab, SIS, "--within", "30d")
    assert code == 0
    assert (found["minutes"], found["time_zone"], found["reasons"]) == (240, "America/Chicago", [])
    assert {slot["start"][8:10] for slot in found["slots"]} <= {"22", "29", "06", "13"}
    assert [slot["in_service_hours"] for slot in found["slots"]] == sorted(
        slot["in_service_hours"] for slot in found["slots"]
    )


def test_none_within_a_freeze_and_what_would_have_to_go(gitcab):
    ran = gitcab("schedule", "suggest", SIS, "--within", "10d", "--now", "2026-12-19T12:00Z", cwd=CHECKOUT)
    assert ran.code == 1
    assert "No free slot of 240 minutes" in ran.out
    assert "hard freeze year-end-freeze" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_several_together(gitcab):
    names = [f"RFC-2026-11-17-patch-directory-{number}" for number in (1, 2)]
    code, found = suggest(gitcab, "--all", *names)
    first, second = sorted(one["slots"][0]["start"] for one in found["placements"])
    ends = sorted(one["slots"][0]["end"] for one in found["placements"])
    assert code == 0
    assert ends[0] <= second
    assert first < second


def test_all_that_wait_for_a_date(gitcab):
    code, found = suggest(gitcab, "--all", "--length", "60")
    assert code == 0
    assert [one["rfc"] for one in found["placements"]] == ["RFC-2026-11-09-meals-to-hosted"]


def test_the_limit_cuts_what_is_told_and_the_total_says_so(gitcab):
    _, found = suggest(gitcab, SIS, "--limit", "2")
    assert len(found["slots"]) == 2
    assert found["total"] > 2


def test_the_command_that_takes_the_first_slot_can_be_run(gitcab, tmp_path):
    path = f"changes/2026/{UPGRADE}.yaml"
    text = RECORDS[path].replace(", point_of_no_return: 2026-12-06T00:30", "")
    district = little_district(tmp_path / "district", {path: text}).path
    told = gitcab("schedule", "suggest", UPGRADE, *NOW, cwd=district).out
    command = told.partition("Take the first:\n")[2].replace("\\\n", " ")
    ran = gitcab(*shlex.split(command)[1:], cwd=district)
    assert ran.code == 0, ran.err
    again = gitcab("schedule", "--from", "2026-11-21", "--days", "1", "--format", "json", cwd=district)
    (change,) = json.loads(again.out)["changes"]
    assert (change["id"], change["start"]) == (UPGRADE, "2026-11-21T12:00:00Z")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name one request for change"),
        ((UPGRADE, "RFC-2026-10-01-replace-ns-2"), "name one request for change"),
        ((UPGRADE, "--within", "soon"), "is no period"),
        ((UPGRADE, "--within", "9000d"), "is no period"),
        (("RFC-2026-01-01-nothing",), "there is no request for change"),
        (("RFC-2026-11-03-undated",), "--length MIN"),
        (("RFC-2026-10-01-replace-ns-2",), "is in closed"),
    ],
)
def test_bad_questions_are_usage_errors(gitcab, tmp_path, arguments, said):
    undated = "kind: RequestForChange\nid: RFC-2026-11-03-undated\ntitle: Some day\ntype: normal\nstate: new\n"
    undated += "requested_by: mchen\nconfiguration_items: [{id: vm-1}]\n"
    district = little_district(tmp_path / "district", {"changes/2026/RFC-2026-11-03-undated.yaml": undated}).path
    ran = gitcab("schedule", "suggest", *arguments, cwd=district)
    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())
