"""`gitcab rfc request`: what was typed into the form of a workflow becomes a record on a branch of its own."""

import json

import pytest

from support.board_scene import PATHS
from support.forge_scene import District

RUNNING = "RFC-2026-11-04-running"
BOOKED = "RFC-2026-11-03-booked"
PERSON = "Co-authored-by: bharris <4711+bharris@users.noreply.github.com>"
NEW = {"action": "new", "title": "Look at dns-1", "configuration_items": "dns-1=none", "why": "It is slow."}


@pytest.fixture
def district(tmp_path):
    return District(tmp_path)


@pytest.fixture
def request_by(gitcab, district, tmp_path):
    """Sends the form as bharris, who is assigned to every change of the scene."""

    def sent(**fields):
        payload = {"inputs": fields, "sender": {"login": "bharris", "id": 4711}}
        (tmp_path / "event.json").write_text(json.dumps(payload))
        return gitcab("rfc", "request", "--event", tmp_path / "event.json", "--repo", district.clone.path)

    return sent


def pushed(district, state):
    """The branch for that state: its one commit's message, and the files in it."""
    ref = district.origin.git("for-each-ref", "--format=%(refname)", f"refs/heads/rfc/*-{state}")
    shown = district.origin.git("show", "--format=%B", "--name-only", ref)
    return shown, ref.removeprefix("refs/heads/rfc/").removesuffix(f"-{state}")


def test_a_new_change(district, request_by):
    ran = request_by(**NEW)
    assert (ran.code, ran.err) == (0, "")
    assert "Next: open a pull request for rfc/RFC-" in ran.out
    shown, rfc = pushed(district, "assess")
    assert PERSON in shown
    record = district.origin.git("show", f"rfc/{rfc}-assess:changes/{rfc[4:8]}/{rfc}.yaml")
    assert "requested_by: bharris" in record
    assert "effect: none" in record


@pytest.mark.parametrize(
    ("fields", "state", "said"),
    [
        ({"action": "start", "rfc": BOOKED}, "implement", "implement"),
        ({"action": "finish", "rfc": RUNNING, "outcome": "done"}, "review", "backed_out"),
        ({"action": "finish", "rfc": RUNNING, "outcome": "backed out"}, "review", "true"),
        ({"action": "cancel", "rfc": BOOKED, "why": "No time."}, "canceled", "No time."),
    ],
)
def test_a_change_moves_on(district, request_by, fields, state, said):
    ran = request_by(**fields)
    assert ran.code == 0, ran.err
    shown, rfc = pushed(district, state)
    assert rfc == fields["rfc"]
    assert PERSON in shown
    assert PATHS[rfc] in shown
    assert said in district.origin.git("show", f"rfc/{rfc}-{state}:{PATHS[rfc]}")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "choose one of new, start, finish, cancel"),
        ({"action": "delete"}, "choose one of"),
        ({"action": "start"}, "ID"),
        ({"action": "start", "rfc": "--upload-pack=x"}, "--upload-pack=x"),
        ({"action": "finish", "rfc": RUNNING, "outcome": "well"}, "choose one of done"),
        ({"action": "new", "title": "x"}, "--ci"),
        (NEW | {"title": "--repo=/etc", "configuration_items": "--help"}, "--help"),
    ],
)
def test_a_form_that_is_wrong(district, request_by, fields, told):
    ran = request_by(**fields)
    assert ran.code == 2
    assert told in ran.err
    assert district.origin.git("for-each-ref", "refs/heads/rfc") == ""


def test_only_those_who_may_record(request_by, district):
    ran = request_by(action="start", rfc="RFC-2026-11-01-upgrade-db")
    assert ran.code == 1
    assert district.origin.git("for-each-ref", "refs/heads/rfc") == ""


def test_another_payload(gitcab, district, tmp_path):
    (tmp_path / "event.json").write_text("{}")
    ran = gitcab("rfc", "request", "--event", tmp_path / "event.json", "--repo", district.clone.path)
    assert ran.code == 3
