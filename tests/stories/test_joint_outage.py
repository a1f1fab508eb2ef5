"""Two changes that are each harmless, on two branches, take the identity directory down together."""

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from support.command import Ran, run
from support.repositories import ScratchRepository, make_repository

CHECKOUT = Path(__file__).parents[2]
FIRST = "RFC-2026-11-17-patch-directory-1"
SECOND = "RFC-2026-11-17-patch-directory-2"
SECOND_FILE = f"changes/2026/{SECOND}.yaml"
OTHER = "patch-the-other"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> ScratchRepository:
    """The shipped estate; directory server 2 is patched by another branch, in the hour of server 1."""
    top = tmp_path_factory.mktemp("district") / "repository"
    for folder in ("cmdb", "changes", "schemas"):
        shutil.copytree(CHECKOUT / folder, top / folder)
    repository = make_repository(top)
    repository.commit("Both patches, one after the other")
    alone = (top / SECOND_FILE).read_text()
    repository.commit("Server 2 waits", delete=[SECOND_FILE])
    repository.checkout(OTHER, new=True)
    repository.commit("Server 2 in the same hour", {SECOND_FILE: in_the_same_hour(alone)})
    repository.checkout("main")
    return repository


def in_the_same_hour(text: str) -> str:
    for old, new in (
        ("start: 2026-12-12T23:30, end: 2026-12-13T01:00", "start: 2026-12-12T22:30, end: 2026-12-13T00:00"),
        (f"after: [{FIRST}]\n", ""),
        ("point_of_no_return: 2026-12-13T00:30", "point_of_no_return: 2026-12-12T23:30"),
        ("assigned_to: [tbrooks]", "assigned_to: [akowalski]"),
    ):
        assert old in text
        text = text.replace(old, new)
    return text


def ask(district: ScratchRepository, *arguments: str) -> Ran:
    return run("conflicts", *arguments, cwd=district.path)


@pytest.fixture(scope="module")
def together(district: ScratchRepository) -> dict:
    """The joint outage, as programs read it."""
    ran = ask(district, FIRST, "--against", OTHER, "--format", "json")
    assert ran.code == 1, ran.err
    (found,) = [one for one in json.loads(ran.out)["conflicts"] if one["type"] == "joint_outage"]
    return found


def test_each_alone_is_clean(district):
    here = ask(district, FIRST)
    assert (here.code, FIRST in here.out) == (0, False)
    repository = make_repository(district.path.with_name("alone"))
    repository.git("pull", "--quiet", str(district.path), OTHER)
    repository.commit("Without the first", delete=[f"changes/2026/{FIRST}.yaml"])
    there = run("conflicts", SECOND, cwd=repository.path)
    assert (there.code, SECOND in there.out) == (0, False)


def test_together_they_take_down_what_needs_one_of_the_two(together):
    assert together["rfcs"] == [FIRST, SECOND]
    assert together["severity"] == "error"
    assert together["origins"] == [OTHER]
    assert "identity-directory needs 1 of directory-1 and directory-2" in together["message"]
    assert (together["start"], together["end"]) == ("2026-12-13T04:30:00Z", "2026-12-13T05:30:00Z")


def test_it_names_every_service_that_would_be_down(district, together):
    answer = json.loads(run("impact", "directory-1", "directory-2", "--format", "json", cwd=district.path).out)
    down = {one["id"] for one in answer["impacted"] if one["state"] == "down"}
    services = {one["id"] for one in answer["impacted"] if one["state"] == "down" and one["class"].endswith("_service")}
    assert set(together["configuration_items"]) == down
    assert set(together["services"]) == services >= {"identity-directory", "accounts-and-sign-in"}


def test_people_read_every_service_too_and_the_other_items_where_they_ask(district, together):
    others = set(together["configuration_items"]) - set(together["services"])
    assert len(others) > 12
    for options in ((), ("--full",), ("--format", "markdown")):
        told = ask(district, FIRST, "--against", OTHER, *options).out
        words = set(told.replace(",", " ").replace("`", " ").split())
        assert set(together["services"]) <= words
        assert (others <= words) == ("--full" in options)


def test_the_slot_that_it_tells_frees_them(district, together):
    start = datetime.fromisoformat(together["hint"].split(" at ")[1][:16])
    assert f"start {SECOND} at" in together["hint"]
    district.checkout("moved", new=True)
    moved = run("rfc", "show", SECOND, "--rev", OTHER, cwd=district.path)
    assert moved.code == 0
    text = district.git("show", f"{OTHER}:{SECOND_FILE}")
    length = datetime(2026, 12, 13) - datetime(2026, 12, 12, 22, 30)
    for old, new in (("2026-12-12T22:30", start), ("2026-12-13T00:00", start + length)):
        text = text.replace(old, f"{new:%Y-%m-%dT%H:%M}")
    text = text.replace("point_of_no_return: 2026-12-12T23:30", f"point_of_no_return: {start:%Y-%m-%dT%H:%M}")
    district.write({SECOND_FILE: f"{text}\n"})
    ran = ask(district, SECOND)
    (district.path / SECOND_FILE).unlink()
    district.checkout("main")
    assert ran.code == 0, ran.out
    assert SECOND not in ran.out


def test_people_are_told_the_same_in_80_columns(district):
    ran = ask(district, "--against", OTHER)
    assert ran.code == 1
    words = " ".join(ran.out.split())
    assert FIRST in words
    assert SECOND in words
    assert "2026-12-12 22:30 to 23:30 America/Chicago (2026-12-13 04:30 to 05:30 UTC)" in words
    assert "how to mend: start RFC-2026-11-17-patch-directory-2 at" in words
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_bare_clone_tells_it_too(district):
    clone = district.bare_clone()
    ran = run("conflicts", FIRST, "--rev", "main", "--against", OTHER, cwd=clone.path)
    assert ran.code == 1
    assert "joint_outage" in ran.out


def test_an_emergency_is_warned_and_an_accepted_conflict_told_and_neither_held(district):
    text = district.git("show", f"{OTHER}:{SECOND_FILE}")
    accepted = f"accepted_conflicts: [{{rfc: {FIRST}, type: joint_outage, why: Nobody works then}}]\n"
    standard = "type: standard\nmodel: patch-virtual-machine\n"
    for old, new in ((standard, "type: emergency\n"), ("urgency: medium\n", f"urgency: medium\n{accepted}")):
        district.write({SECOND_FILE: f"{text.replace(old, new)}\n"})
        answers = [ask(district, SECOND, "--format", "json", "--fail-on", level) for level in ("error", "warning")]
        (district.path / SECOND_FILE).unlink()
        (found,) = [one for one in json.loads(answers[0].out)["conflicts"] if one["type"] == "joint_outage"]
        assert [answer.code for answer in answers] == ([0, 1] if "emergency" in new else [0, 0])
        assert found["severity"] == ("warning" if "emergency" in new else "error")
        assert found.get("accepted") == (None if "emergency" in new else "Nobody works then")


def test_the_shipped_changes_have_no_conflict_that_holds():
    ran = run("conflicts", cwd=CHECKOUT)
    assert ran.code == 0, ran.out
