"""The three sorts of edit, by transition and by field."""

import pytest

from gitcab.policies.sorts_of_edit import EditSort, sorts_of_edit
from support.life_cycle import rfc

A, R, C = EditSort.AUTHORISATION, EditSort.RECORDING, EditSort.CORRECTION
LATER = {"start": "2026-12-12T22:00", "end": "2026-12-13T02:00", "time_zone": "America/Chicago"}
OTHER_ITEMS = [{"id": "dns-1", "effect": "none"}]
HOLD = {"reason": "Lunch", "since": "2026-12-05T22:30"}
BEGUN = {"start": "2026-12-05T22:05"}


def sorts(base, head):
    return {edit.sort for edit in sorts_of_edit(base, head)}


@pytest.mark.parametrize(
    ("type", "state", "expected"),
    [
        ("normal", "new", set()),
        ("normal", "authorize", set()),
        ("normal", "scheduled", {A}),
        ("standard", "scheduled", {A}),
        ("emergency", "implement", {A, R}),
        ("emergency", "review", {R}),
        ("normal", "closed", {C}),
        ("normal", "canceled", {C}),
        ("normal", "review", {A}),  # illegal, and nobody has authorised it
    ],
)
def test_a_new_file(type, state, expected):
    assert sorts(None, rfc(type, state)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("new", "assess", set()),
        ("assess", "scheduled", {A}),
        ("assess", "implement", {A, R}),
        ("scheduled", "implement", {R}),
        ("scheduled", "review", {R}),
        ("implement", "review", {R}),
        ("review", "closed", {R}),
        ("new", "canceled", {R}),
        ("scheduled", "canceled", {R}),
        ("scheduled", "assess", {A}),
        ("closed", "implement", {A}),
    ],
)
def test_a_transition(before, after, expected):
    assert sorts(rfc(state=before), rfc(state=after)) == expected


SUBSTANCE = {
    "type": "emergency",
    "configuration_items": OTHER_ITEMS,
    "one_at_a_time": True,
    "schedule": LATER,
    "plans": {"implementation": "Otherwise"},
    "after": ["RFC-2026-11-20-first"],
    "accepted_conflicts": [{"rfc": "RFC-2026-11-20-first", "type": "same_ci", "why": "We know"}],
}


@pytest.mark.parametrize("field", SUBSTANCE)
@pytest.mark.parametrize(
    ("state", "expected"), [("new", set()), ("authorize", set()), ("scheduled", {A}), ("implement", {A})]
)
def test_the_substance(field, state, expected):
    assert sorts(rfc(state=state), rfc(**{"state": state, field: SUBSTANCE[field]})) == expected


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "Patch the first name server", C),
        ("justification", "It is old", C),
        ("links", {"problems": ["PRB-1"]}, C),
        ("assigned_to", ["dortiz"], C),
        ("requested_by", "dortiz", C),
        ("urgency", "high", C),
        ("on_hold", HOLD, R),
        ("review", BEGUN, R),
    ],
)
def test_the_other_fields(field, value, expected):
    assert sorts(rfc(), rfc(**{field: value})) == {expected}


def test_a_hold_is_recorded_of_a_draft_too():
    assert sorts(rfc(state="new"), rfc(state="new", on_hold=HOLD)) == {R}
    assert sorts(rfc(state="new"), rfc(state="new", title="Another")) == set()


def test_the_same_written_otherwise_is_no_edit():
    written = rfc(one_at_a_time=False, configuration_items=[{"id": "dns-1"}], plans={})
    assert sorts_of_edit(rfc(), written) == ()


def test_several_sorts_come_together():
    assert sorts(rfc(), rfc(state="implement", review=BEGUN, schedule=LATER, title="Another")) == {A, R, C}


def test_an_emergency_may_bring_the_plans_that_it_lacked_and_alter_none():
    plans = {"implementation": "Do it", "backout": "Undo it"}
    base = rfc("emergency", "implement", plans=plans)
    assert sorts(base, rfc("emergency", "review", plans={**plans, "test": "Look"}, review=BEGUN)) == {R}
    assert sorts(base, rfc("emergency", "review", plans={**plans, "backout": "Pray"}, review=BEGUN)) == {A, R}
    normal = rfc("normal", "implement", plans=plans)
    assert A in sorts(normal, rfc("normal", "implement", plans={**plans, "test": "Look"}))


def test_each_reason_says_what_it_is_about():
    told = [edit.why for edit in sorts_of_edit(rfc(), rfc(state="implement", schedule=LATER))]
    assert told == ["it reports implement", "it alters 'schedule', which was authorised"]
