"""`gitcab rfc start`: what it writes, what it remarks on, and what it refuses with the record untouched."""

import pytest

from support.little_district import UPGRADE, little_district

PATH = f"changes/2026/{UPGRADE}.yaml"
IN_TIME = "2026-12-06T04:07:31Z"


@pytest.fixture
def district(tmp_path):
    return little_district(tmp_path / "district")


def content(district, path=PATH):
    return (district.path / path).read_text()


def replace(district, old, new, path=PATH):
    text = content(district, path)
    assert old in text
    district.commit("Edit", {path: text.replace(old, new)})


def test_it_notes_the_state_and_when_the_work_began(district, gitcab):
    before = content(district)
    ran = gitcab("rfc", "start", UPGRADE, "--now", IN_TIME, cwd=district.path)
    assert ran.code == 0, ran.err
    assert content(district) == before.replace("state: scheduled", "state: implement") + (
        "review:\n  start: 2026-12-05T22:07\n"
    )
    assert ran.err == ""
    assert f"Next: gitcab rfc finish {UPGRADE}" in ran.out
    assert "scheduled -> implement: legal, recording" in ran.out
    assert gitcab("validate", cwd=district.path).code == 0


@pytest.mark.parametrize(("now", "says"), [("2026-12-05T12:00Z", "before its window"), ("2026-12-06T08:00Z", "closed")])
def test_outside_its_window_it_is_recorded_and_remarked_on(district, gitcab, now, says):
    ran = gitcab("rfc", "start", UPGRADE, "--now", now, cwd=district.path)
    assert ran.code == 0
    assert says in ran.err
    assert "state: implement" in content(district)


def test_a_dry_run_writes_nothing(district, gitcab):
    before = content(district)
    ran = gitcab("rfc", "start", UPGRADE, "--now", IN_TIME, "--dry-run", cwd=district.path)
    assert ran.code == 0
    assert "to what would be written: 1 edited" in ran.out
    assert content(district) == before


def test_on_hold_it_is_refused(district, gitcab):
    replace(district, "type: normal", "on_hold: {reason: The vendor is ill, since: 2026-11-20T08:00}\ntype: normal")
    before = content(district)
    ran = gitcab("rfc", "start", UPGRADE, "--now", IN_TIME, cwd=district.path)
    assert (ran.code, content(district)) == (1, before)
    assert "on hold: The vendor is ill" in ran.err


def test_an_unfinished_predecessor_refuses_unless_it_was_begun_anyway(district, gitcab):
    first = content(district).replace(UPGRADE, "RFC-2026-11-02-first").replace("state: scheduled", "state: assess")
    district.commit("First", {"changes/2026/RFC-2026-11-02-first.yaml": first})
    replace(district, "plans:\n", "after: [RFC-2026-11-02-first]\nplans:\n")
    before = content(district)
    ran = gitcab("rfc", "start", UPGRADE, "--now", IN_TIME, cwd=district.path)
    assert (ran.code, content(district)) == (1, before)
    assert "RFC-2026-11-02-first (assess)" in ran.err
    ran = gitcab("rfc", "start", UPGRADE, "--now", IN_TIME, "--anyway", cwd=district.path)
    assert ran.code == 0
    assert "begun before RFC-2026-11-02-first" in ran.err


@pytest.mark.parametrize("login", ["akhan", "AKhan"])
def test_an_assignee_may_record_it(district, gitcab, login):
    assert gitcab("rfc", "start", UPGRADE, "--by", login, "--now", IN_TIME, cwd=district.path).code == 0


def test_somebody_else_may_not(district, gitcab):
    before = content(district)
    ran = gitcab("rfc", "start", UPGRADE, "--by", "mchen", cwd=district.path)
    assert (ran.code, content(district)) == (1, before)
    assert "mchen is neither an assignee" in ran.err


def test_an_unknown_change_is_a_usage_error(district, gitcab):
    assert gitcab("rfc", "start", "RFC-2026-11-01-upgrade", cwd=district.path).code == 2
