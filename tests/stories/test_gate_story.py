"""Three pull requests at once, one an emergency, two that together would take the grades down: from the
first push to what cmdb/ says in the end."""

import pytest

from support.little_district import SIS, little_district
from support.pull_requests import PullRequests

TEAMS = {
    "cmdb/teams/apps-team.yaml": "kind: Team\nid: apps-team\nname: Applications\nmembers: [mchen, dortiz, rlee]\n",
    "cmdb/teams/data-team.yaml": "kind: Team\nid: data-team\nname: Data\nmembers: [akhan, bkim]\nroles: [ecab]\n",
    "cmdb/teams/board.yaml": (
        "kind: Team\nid: board\nname: Change board\nmembers: [hpatel, rstone]\nroles: [cab, change_manager]\n"
    ),
}
FIRST, SECOND, URGENT = ("RFC-2026-11-20-patch-dns-1", "RFC-2026-11-20-patch-dns-2", "RFC-2026-11-21-mend-database")


def change(id, item, window, *, type="normal", patch="{attributes: {hostname: a}}"):
    start, end = window
    return {
        f"changes/2026/{id}.yaml": f"""\
kind: RequestForChange
id: {id}
title: Patch {item}
type: {type}
state: scheduled
requested_by: mchen
assigned_to: [dortiz]
justification: A hole was found.
configuration_items:
  - id: {item}
    effect: outage
    minutes: 30
    patch: {patch}
schedule: {{start: {start}, end: {end}, time_zone: America/Chicago}}
plans:
  implementation: [Patch it]
  test: [Ask it]
  backout: {{steps: [Put the old one back], minutes: 20, point_of_no_return: {end}}}
"""
    }


PATHS = {"sis-database": SIS, "dns-1": "cmdb/server/dns-1.yaml", "dns-2": "cmdb/server/dns-2.yaml"}
NIGHT = ("2026-12-12T22:00", "2026-12-12T23:00")
NEXT_NIGHT = ("2026-12-13T22:00", "2026-12-13T23:00")
TONIGHT = ("2026-11-21T18:00", "2026-11-21T20:00")
VERSION = '{attributes: {version: "16.5"}}'


@pytest.fixture
def desk(tmp_path, gitcab):
    district = little_district(tmp_path / "district", TEAMS)
    desk = PullRequests(district, gitcab)
    desk.open(1, "mchen", change(FIRST, "dns-1", NIGHT, patch="{description: Patched in December}"))
    desk.open(2, "mchen", change(SECOND, "dns-2", NIGHT, patch="{description: Patched as well}"))
    desk.open(3, "mchen", change(URGENT, "sis-database", TONIGHT, type="emergency", patch=VERSION))
    return desk


def groups(answer):
    return sorted({group for one in answer["verdict"]["needed"] for group in one["from"]})


def test_from_the_first_push_to_the_end(desk):
    asked(desk)
    the_emergency_goes_first(desk)
    the_first_is_merged_and_the_second_has_to_move(desk)
    they_are_carried_out(desk)
    says = {item: (desk.repository.path / path).read_text() for item, path in PATHS.items()}
    assert 'version: "16.5"' in says["sis-database"]
    assert "description: Patched" not in says["dns-1"]  # that was backed out
    assert "description: Patched as well" in says["dns-2"]
    assert desk.gitcab("validate", cwd=desk.repository.path).code == 0


def asked(desk):
    """Who is asked for the first one, what the comment says, and whose review changes nothing."""
    code, first = desk.answer(1)
    assert (code, first["decision"]) == (1, "pending")
    assert groups(first) == ["apps-team", "data-team"]
    assert {(one["type"], one["severity"], tuple(one["origins"])) for one in first["nearby"]} >= {
        ("joint_outage", "warning", ("#2",))
    }
    assert first["conflicts"] == []

    comment = desk.gate(1, "--format", "markdown").out.splitlines()
    assert comment[0].startswith("**Waiting for `apps-team`, `data-team` (0 of 2); risk ")
    assert comment[0].endswith("; Sat 2026-12-12 22:00 to 23:00 America/Chicago**  ")
    assert comment[1] == "`Patch dns-1` (normal, new to scheduled)  "
    assert comment[2] == "Hits: no service as expected; none at worst  "
    assert comment[3] == "Undo: 20 min, until 23:00  "
    assert comment[4].startswith(
        "Needed: 1 approval by `apps-team` (`rlee`), because of `A colleague reads every change"
    )
    assert "warning joint_outage" in comment[5]
    assert comment[5].endswith("in `#2`  ")
    assert comment[6:8] == ["", "<details>"]

    # Its own author, its assignee and an outsider change nothing; the owner and a colleague do.
    for login in ("mchen", "dortiz", "stranger"):
        desk.review(1, login)
    code, same = desk.answer(1)
    assert (code, groups(same)) == (1, groups(first))
    assert {one["author"] for one in same["verdict"]["discounted"]} == {"mchen", "dortiz", "stranger"}

    assert desk.answer(1)[1]["decision"] == "pending"


def the_emergency_goes_first(desk):
    """Its board is asked, an objection refuses it until it is taken back, and conflicts only warn."""
    _, urgent = desk.answer(3)
    assert groups(urgent) == ["apps-team", "cab", "data-team", "ecab"]
    assert urgent["requests"][0]["services"] == [{"id": "grades", "state": "down"}]
    desk.review(3, "akhan", "changes_requested")
    code, refused = desk.answer(3)
    assert (code, refused["decision"]) == (1, "refused")
    assert "akhan" in refused["summary"][0]
    for login in ("akhan", "rlee", "hpatel"):
        desk.review(3, login)
    assert groups(desk.answer(3)[1]) == ["cab"]  # its risk is high: two of the board
    desk.review(3, "rstone")
    code, allowed = desk.answer(3)
    assert (code, allowed["decision"], allowed["summary"][4]) == (0, "allowed", "Needed: nobody")
    desk.merge(3)


def the_first_is_merged_and_the_second_has_to_move(desk):
    """What was a warning between two pull requests holds the second once the first is merged."""
    for number in (1, 2):
        for login in ("rlee", "bkim"):
            desk.review(number, login)
    assert desk.answer(2)[1]["decision"] == "allowed"
    desk.merge(1)
    code, held = desk.answer(2)
    assert (code, held["decision"]) == (1, "refused")
    assert held["summary"][0].startswith("Refused: 1 conflict with what is merged")
    assert [one["rule"] for one in held["findings"]] == ["conflict"]
    desk.push(2, change(SECOND, "dns-2", NEXT_NIGHT, patch="{description: Patched as well}"))
    code, moved = desk.answer(2)
    assert (code, moved["decision"], moved["conflicts"]) == (1, "pending", [])
    assert {one["author"] for one in moved["verdict"]["discounted"]} == {"rlee", "bkim"}
    for login in ("rlee", "bkim"):
        desk.review(2, login)
    desk.update(2)  # a clean update of the branch takes no approval away
    desk.merge(2)


def they_are_carried_out(desk):
    """Recording needs nobody's approval, an edit that no patch explains does."""
    recorded(desk, 4, ("rfc", "start", URGENT, "--now", "2026-11-22T00:05Z"))
    finish = ("rfc", "finish", URGENT, "--now", "2026-11-22T00:40Z")
    desk.open(5, "dortiz", None, finish)
    database = (desk.repository.path / SIS).read_text()
    desk.repository.checkout("pr-5")
    finished = (desk.repository.path / SIS).read_text()
    desk.repository.checkout("main")
    assert finished == database.replace("16.4", "16.5")
    desk.push(5, {SIS: finished.replace("engine: postgresql", "engine: mysql")})
    code, sneaked = desk.answer(5)
    assert (code, groups(sneaked)) == (1, ["data-team"])
    assert {(one["field"]["route"][-1], one["standing"]) for one in sneaked["edits"]} == {
        ("version", "explained"),
        ("engine", "correction"),
    }
    desk.push(5, {SIS: finished})
    desk.merge(5)
    recorded(desk, 6, ("rfc", "start", FIRST, "--now", "2026-12-13T04:05Z"))
    recorded(desk, 7, ("rfc", "finish", FIRST, "--backed-out", "true", "--now", "2026-12-13T04:50Z"))
    recorded(desk, 8, ("rfc", "start", SECOND, "--now", "2026-12-14T04:05Z"))
    recorded(desk, 9, ("rfc", "finish", SECOND, "--now", "2026-12-14T04:50Z"))


def recorded(desk, number, command):
    """A pull request of the assignee with what the command leaves, merged at once."""
    desk.open(number, "dortiz", None, command)
    desk.merge(number)
