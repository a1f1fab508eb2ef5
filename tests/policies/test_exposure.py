"""What changes expose the estate to, and when that has grown."""

from dataclasses import replace
from datetime import UTC, datetime

from gitcab.model.conflict import Conflict
from gitcab.model.exposure import Exposure, growth, together
from gitcab.model.impact import State
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.risk import Level
from gitcab.model.severity import Severity
from gitcab.model.standing_policy import standing_policy
from gitcab.policies.exposure import Outlook
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from support.board_scene import PATHS, RECORDS, UPGRADE, scene_files, written

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
THEN = Exposure({"a": State.DEGRADED}, {"a": State.DOWN, "s": State.DEGRADED}, {"a": frozenset("x")}, frozenset("s"))


def conflict(severity=Severity.WARNING, *rfcs):
    return Conflict("same_ci", severity, rfcs or ("RFC-1", "RFC-2"), ("a",), (), None, "They collide.", "")


def told(now, then=THEN):
    return list(growth(then, now))


def test_the_same_has_not_grown():
    assert told(THEN) == []


def test_less_has_not_grown():
    assert told(Exposure()) == []


def test_a_worse_state_has():
    assert told(replace(THEN, expected={"a": State.DOWN})) == ["a is expected to be hit harder"]


def test_lost_redundancy_is_no_growth():
    assert told(replace(THEN, expected={**THEN.expected, "b": State.AT_RISK})) == []


def test_another_service_has():
    now = replace(THEN, worst={**THEN.worst, "t": State.DOWN}, services=frozenset("st"))
    assert told(now) == ["t could be hit, a service"]


def test_another_owner_has():
    assert told(replace(THEN, owners={"a": frozenset("xy")})) == ["y owns something that could be hit"]


def test_the_owner_of_what_only_loses_redundancy_has_not():
    now = replace(THEN, worst={**THEN.worst, "b": State.AT_RISK}, owners={**THEN.owners, "b": frozenset("y")})
    assert told(now) == []


def test_a_higher_level_of_risk_has():
    assert told(replace(THEN, risk=Level.VERY_HIGH)) == ["the risk is very high now"]
    assert told(THEN, replace(THEN, risk=Level.HIGH)) == []


def test_a_new_conflict_has():
    now = replace(THEN, conflicts=(conflict(),))
    assert told(now) == ["there is a new conflict, same_ci, of RFC-1 and RFC-2"]
    assert told(now, now) == []


def test_a_graver_conflict_has():
    graver = replace(THEN, conflicts=(conflict(Severity.ERROR),))
    assert told(graver, replace(THEN, conflicts=(conflict(),)))
    assert told(replace(THEN, conflicts=(conflict(),)), graver) == []


def test_together_is_the_worst_of_each():
    both = together([THEN, Exposure({"a": State.DOWN}, owners={"a": frozenset("y")}, risk=Level.HIGH)])
    assert both.expected == {"a": State.DOWN}
    assert both.owners == {"a": frozenset("xy")}
    assert both.risk is Level.HIGH
    assert together([THEN, Exposure(risk=None)]).risk is None


def outlook(**edits):
    files = scene_files()
    before = load(MemoryTree(files))
    after = load(MemoryTree({**files, **{PATHS[name]: written(record) for name, record in edits.items()}}))
    return Outlook(before, after, standing_policy(before.inventory), NOW), after.inventory.get(
        RequestForChange, UPGRADE
    )


def test_of_a_change():
    found, change = outlook()
    exposure = found.of(change)
    assert exposure.expected == {"grades": State.DOWN, "grades-db": State.DOWN}
    assert exposure.services_hit == {"grades"}
    assert exposure.owners_hit == {"apps-team", "data-team"}
    assert exposure.risk is Level.HIGH


def test_the_worse_of_before_and_after_counts():
    record = RECORDS[PATHS["grades"]]
    cut = {**record, "relations": {"depends_on": ["dns-1"]}, "owner": "net-team"}
    found, change = outlook(grades=cut)
    exposure = found.of(change)
    assert exposure.services_hit == {"grades"}
    assert exposure.owners["grades"] == {"apps-team"}


def test_what_only_the_merge_brings_counts_too():
    record = RECORDS[PATHS["play-db"]]
    found, change = outlook(**{"play-db": {**record, "relations": {"depends_on": ["grades-db"]}}})
    assert found.of(change).expected["play-db"] is State.DOWN


def test_the_estate_at_the_start_counts():
    """What is scheduled to end before alters what the change will hit."""
    booked = {
        **RECORDS[PATHS["booked"]],
        "configuration_items": [{"id": "play-db", "effect": "none", "relate": {"depends_on": ["grades-db"]}}],
        "schedule": {"start": "2026-12-01T22:00", "end": "2026-12-01T23:00", "time_zone": "America/Chicago"},
    }
    found, change = outlook(booked=booked)
    assert found.of(change).expected["play-db"] is State.DOWN
