"""`gitcab release show`: the order, the decision and what stands in the way."""

import json

import pytest

from support.little_district import UPGRADE, little_district

RESTART = "RFC-2026-11-02-restart-grades"
RELEASE = f"""\
kind: Release
id: december
title: December
owner: apps-team
state: planning
changes: [{RESTART}, {UPGRADE}]
"""


def restart(start, end):
    return f"""\
kind: RequestForChange
id: {RESTART}
title: Restart the grades
type: normal
state: assess
requested_by: mchen
justification: It leaks.
configuration_items: [{{id: grades, effect: outage, minutes: 5}}]
schedule: {{start: {start}, end: {end}, time_zone: America/Chicago}}
"""


@pytest.fixture
def district(tmp_path):
    def make(start, end):
        more = {f"changes/2026/{RESTART}.yaml": restart(start, end), "changes/releases/december.yaml": RELEASE}
        return little_district(tmp_path, more).path

    return make


NOW = ("--now", "2026-11-21T12:00Z")


def test_what_is_below_comes_first(gitcab, district):
    path = district("2026-12-06T02:00", "2026-12-06T03:00")
    ran = gitcab("release", "show", "december", *NOW, cwd=path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.index(f" 1. {UPGRADE}") < ran.out.index(f" 2. {RESTART}")
    assert "grades depends on what it touches" in ran.out
    assert "Decision: not decided yet (apps-team); 2026-12-06 04:00 to 2026-12-06 09:00 UTC" in ran.out
    assert f"1 change not authorised, or on hold: {RESTART}." in ran.out
    assert ran.out.count("; risk ") == 2


def test_an_order_that_the_schedules_break_is_a_finding(gitcab, district):
    path = district("2026-12-05T20:00", "2026-12-05T21:00")
    ran = gitcab("release", "show", "december", *NOW, "--format", "json", cwd=path)
    assert ran.code == 1
    told = json.loads(ran.out)
    assert [step["rfc"] for step in told["steps"]] == [UPGRADE, RESTART]
    assert [one["then"] for one in told["early"]] == [RESTART]
    assert {step["risk"]["level"] for step in told["steps"]} <= {"low", "moderate", "high", "very_high"}


def test_an_unknown_release_suggests_the_nearest(gitcab, district):
    ran = gitcab("release", "show", "decembr", cwd=district("2026-12-06T02:00", "2026-12-06T03:00"))
    assert ran.code == 2
    assert "december" in ran.err
