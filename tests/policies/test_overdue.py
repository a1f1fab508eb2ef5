"""What is overdue, from which day on, and who owes it."""

from datetime import datetime

import pytest

from gitcab.model.records.change_model import ChangeModel
from gitcab.model.records.change_window import ChangeWindow
from gitcab.policies.overdue import overdue
from support.risky import ITEMS, closed, estate, policy, rfc

POLICY = policy(
    {},
    deadlines={"emergency_review_days": 5, "review_days": 10, "hold_days": 30},
    standard_changes={"suspend_above_failure_rate": 0.3},
    time_zone="America/Chicago",
)
ID = "RFC-2026-11-21-test"
ENDED = {"start": "2026-12-05T22:30", "end": "2026-12-06T01:00"}


def owed(now, *records):
    moment = datetime.fromisoformat(now)
    return overdue(estate([*ITEMS, POLICY, *records]).inventory, moment)


CASES = [
    ("report", rfc("db", state="implement"), "2026-12-06T08:00Z", "2026-12-06", f"gitcab rfc finish {ID}"),
    ("report", rfc("db", state="scheduled"), "2026-12-06T08:00Z", "2026-12-06", f"gitcab rfc start {ID}"),
    ("review", rfc("db", state="review"), "2026-12-17T06:00Z", "2026-12-16", f"gitcab rfc close {ID}"),
    ("review", rfc("db", state="review", schedule=None), "2026-12-02T06:00Z", "2026-12-01", f"gitcab rfc close {ID}"),
    (
        "emergency_review",
        rfc("db", state="review", type="emergency", review=ENDED),
        "2026-12-12T06:00Z",
        "2026-12-11",
        f"gitcab rfc close {ID}",
    ),
    (
        "hold",
        rfc("db", state="scheduled", on_hold={"reason": "Ill.", "since": "2026-11-01T12:00"}),
        "2026-12-02T06:00Z",
        "2026-12-01",
        "--release",
    ),
    (
        "exception",
        ChangeWindow(
            kind="ChangeWindow",
            id="freeze",
            title="Freeze",
            type="freeze",
            start="2026-12-20T00:00Z",
            end="2026-12-30T00:00Z",
            exceptions=({"rfc": ID, "reason": "So.", "approved_by": "mreyes", "expires": "2026-12-01"},),
        ),
        "2026-12-02T06:00Z",
        "2026-12-01",
        "take it out of freeze.yaml",
    ),
]


@pytest.mark.parametrize(("sort", "record", "now", "due", "step"), CASES)
def test_is_overdue_from_just_then_on(sort, record, now, due, step):
    (found,) = owed(now, record)
    assert (found.sort, found.due, found.record) == (sort, due, record.id)
    assert step in found.next_step
    assert found.who == ("mreyes",) if sort == "exception" else ("mchen",)
    minute_before = datetime.fromisoformat(now).timestamp() - 60
    assert owed(datetime.fromtimestamp(minute_before, tz=datetime.fromisoformat(now).tzinfo).isoformat(), record) == ()


@pytest.mark.parametrize(
    "record",
    [
        rfc("db"),
        closed(ID, "db"),
        rfc("db", state="canceled", cancellation={"reason": "No."}),
        rfc("db", state="implement", on_hold={"reason": "Ill.", "since": "2027-06-30T12:00"}),
        rfc("db", state="new", schedule=None),
        ChangeWindow(
            kind="ChangeWindow",
            id="over",
            title="Over",
            type="freeze",
            start="2026-12-20T00:00Z",
            end="2026-12-30T00:00Z",
            exceptions=({"reason": "So.", "approved_by": "mreyes", "expires": "2026-12-01"},),
        ),
    ],
)
def test_nobody_owes_anything_for(record):
    assert owed("2027-07-01T00:00Z", record) == ()


def test_the_assignees_owe_the_report():
    (found,) = owed("2026-12-06T08:00Z", rfc("db", state="implement", assigned_to=["dortiz", "akhan"]))
    assert found.who == ("dortiz", "akhan")


def test_follow_ups_are_owed_by_their_owners_until_they_are_done():
    follow_ups = [
        {"what": "Label it", "owner": "akhan", "due": "2026-12-20"},
        {"what": "Paint it", "owner": "akhan", "due": "2026-12-20", "done": "2026-12-24"},
    ]
    change = rfc("db", state="closed", review={"close_code": "successful", "follow_ups": follow_ups})
    assert owed("2026-12-21T05:59Z", change) == ()
    (found,) = owed("2026-12-21T06:00Z", change)
    assert (found.sort, found.who, found.message) == ("follow_up", ("akhan",), "a follow-up is not done: Label it")


def model(state):
    return ChangeModel(kind="ChangeModel", id="patch", title="Patch", owner="server-team", state=state, allowed={})


def followed(day, **outcome):
    return closed(f"RFC-2026-01-0{day}-patch", "db", type="standard", model="patch", **outcome)


def test_a_suspended_model_is_told_last():
    failed, went = followed(1, code="unsuccessful"), followed(2)
    late = rfc("db", state="implement")
    found = owed("2026-12-06T08:00Z", model("published"), failed, went, late)
    assert [one.sort for one in found] == ["report", "model"]
    assert (found[1].who, found[1].due) == (("server-team",), None)
    assert found[1].message == "the model is suspended: 1 of its last 2 changes failed"


def test_a_model_is_not_suspended_that_nobody_may_follow_or_that_went_well_enough():
    failed = followed(1, code="unsuccessful")
    assert owed("2026-12-06T08:00Z", model("draft"), failed) == ()
    enough = [followed(day) for day in range(2, 5)]
    assert owed("2026-12-06T08:00Z", model("published"), failed, *enough) == ()


def test_the_longest_due_comes_first():
    late, later = rfc("db", state="implement"), rfc("db", state="review", schedule=None, id="RFC-2026-11-01-old")
    found = owed("2026-12-24T08:00Z", late, later)
    assert [one.record for one in found] == ["RFC-2026-11-01-old", ID]


def test_without_a_policy_the_usual_deadlines_hold_in_utc():
    bare = estate([*ITEMS, rfc("db", state="review")]).inventory
    assert overdue(bare, datetime.fromisoformat("2026-12-16T23:59Z")) == ()
    assert len(overdue(bare, datetime.fromisoformat("2026-12-17T00:00Z"))) == 1
