"""Which conflicts hold a pull request, and which it is only told."""

import pytest

from gitcab.planning.planned import planned_changes
from gitcab.policies.collisions import OpenChanges, collisions, held_by
from gitcab.policies.sorts_of_edit import with_sorts
from gitcab.store.comparing import compare
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.starter import starter_files
from support.little_district import RECORDS, UPGRADE

RFC = f"changes/2026/{UPGRADE}.yaml"
OTHER = "RFC-2026-11-02-clean-the-database"
FILES = {**dict(starter_files()), **RECORDS}


NONE = OpenChanges()


def other(*pairs):
    text = RECORDS[RFC].replace(UPGRADE, OTHER).replace("assigned_to: [akhan]", "assigned_to: [dortiz]")
    for old, new in (('    patch: {attributes: {version: "17.1"}}   # was 16.4\n', ""), *pairs):
        assert old in text
        text = text.replace(old, new)
    return {f"changes/2026/{OTHER}.yaml": text.replace("    unrelate: {runs_on: [vm-1]}\n", "")}


def told(conflicts):
    """The conflicts about the database itself; that the service suffers from both is another."""
    return [one for one in conflicts if one.type != "shared_service"]


def judged(base, head, nearby=NONE):
    before, after = (load(MemoryTree({**FILES, **files})) for files in (base, head))
    changes = with_sorts(compare(before, after, "base", "head"), before, after)
    found = collisions(changes, before, after, nearby)
    return found, list(held_by(found.merged, changes))


def test_a_change_that_is_asked_for_is_held_by_what_is_merged():
    found, held = judged({}, other())
    assert [(one.type, one.rfcs) for one in told(found.merged)] == [("same_ci", (UPGRADE, OTHER))]
    assert [(one.rule, one.place.path, one.record) for one in held] == [
        ("conflict", f"changes/2026/{OTHER}.yaml", OTHER)
    ]


@pytest.mark.parametrize(
    "pairs",
    [
        [("type: normal", "type: emergency")],
        [("plans:", f"accepted_conflicts: [{{rfc: {UPGRADE}, type: same_ci, why: Both}}]\nplans:")],
    ],
    ids=["emergency", "accepted"],
)
def test_an_emergency_and_what_is_accepted_are_only_told(pairs):
    found, held = judged({}, other(*pairs))
    assert [one.type for one in told(found.merged)] == ["same_ci"]
    assert held == []


def test_what_only_records_is_told_and_not_held():
    started = other(("state: scheduled", "state: implement"))
    found, held = judged(other(), started)
    assert [one.type for one in told(found.merged)] == ["same_ci"]
    assert held == []


def test_those_of_other_pull_requests_warn():
    alone = {RFC: RECORDS[RFC].replace("state: scheduled", "state: new")}
    elsewhere = load(MemoryTree({**FILES, **alone, **other()}))
    theirs = tuple(one for one in planned_changes(elsewhere.inventory) if one.id == OTHER)
    nearby = OpenChanges(tuple(type(one)(one.rfc, one.interval, one.items, "#13") for one in theirs))
    found, held = judged(alone, {}, nearby)
    assert found.merged == ()
    assert [(one.type, one.severity, one.origins) for one in told(found.nearby)] == [("same_ci", "warning", ("#13",))]
    assert held == []


def test_without_a_change_of_ours_nothing_is_looked_for():
    found, _ = judged(other(), other())
    assert (found.merged, found.nearby) == ((), ())
