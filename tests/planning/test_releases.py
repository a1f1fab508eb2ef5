"""A release's order: `after` first, then the graph, then the calendar."""

from gitcab.model.records.release import Release
from gitcab.planning.releases import release_plan
from support.risky import ITEMS, closed, estate, rfc

NIGHTS = [{"start": f"2026-12-0{day}T22:00", "end": f"2026-12-0{day}T23:00", "time_zone": "UTC"} for day in range(1, 6)]


def named(letter):
    return f"RFC-2026-11-0{'abcde'.index(letter) + 1}-{letter}"


def change(letter, *items, night=0, after=(), **fields):
    schedule = NIGHTS[night] if night is not None else None
    return rfc(*items, id=named(letter), schedule=schedule, after=[named(one) for one in after], **fields)


def planned(*changes, also="", state="planning"):
    ids = [*(one.id for one in changes), *(named(letter) for letter in also)]
    release = Release(kind="Release", id="r", title="R", owner="server-team", state=state, changes=tuple(ids))
    found = estate([*ITEMS, *changes])
    return release_plan(found.inventory, found.relations, found.classes, release)


def letters(ids):
    return "".join(one[-1] for one in ids)


def order(plan):
    return letters(step.rfc for step in plan.steps)


def test_without_a_reason_the_calendar_orders_and_the_unscheduled_come_last():
    plan = planned(change("a", "spare", night=2), change("b", "web-2", night=1), change("c", "db", night=None))
    assert order(plan) == "bac"
    assert plan.precedences == ()
    assert plan.window.start.isoformat() == "2026-12-02T22:00:00+00:00"
    assert plan.window.end.isoformat() == "2026-12-03T23:00:00+00:00"


def test_what_is_below_comes_first_and_a_schedule_that_breaks_it_is_told():
    plan = planned(change("a", "sis", night=1), change("b", "db", night=2))
    assert order(plan) == "ba"
    (one,) = plan.precedences
    assert (letters([one.first, one.then]), one.reason) == ("ba", "sis depends on what it touches")
    assert plan.early == (one,)
    kept = planned(change("a", "sis", night=2), change("b", "db", night=1))
    assert (order(kept), kept.early) == ("ba", ())


def test_after_orders_what_the_graph_does_not():
    plan = planned(change("a", "spare", after="b"), change("b", "web-2"))
    assert order(plan) == "ba"
    assert plan.precedences[0].reason == "it is named in `after`"
    assert len(plan.early) == 1


def test_a_circle_is_named():
    plan = planned(change("a", "sis"), change("b", "db", after="a", night=1), change("c", "spare", night=2))
    assert [letters(cycle) for cycle in plan.cycles] == ["ab"]
    assert order(plan) == "abc"


def test_changes_of_one_item_have_no_order_by_the_graph():
    assert planned(change("a", "db"), change("b", "db", night=1)).precedences == ()


def test_who_waits_is_canceled_or_is_not_there():
    plan = planned(
        change("a", "db", state="scheduled"),
        change("b", "spare", state="scheduled", on_hold={"reason": "Ill.", "since": "2026-11-20T10:00"}),
        change("c", "web-2"),
        closed(named("d"), "web-1"),
        change("e", "mail", state="canceled", cancellation={"reason": "No."}),
    )
    assert letters(plan.waiting) == "bc"
    assert "e" not in order(plan)
    assert letters(planned(change("a", "db"), also="b").absent) == "b"


def test_conflicts_of_its_changes_are_told_also_with_others():
    mine, other = (change(one, {"id": "db", "effect": "outage"}, state="scheduled") for one in "ab")
    found = estate([*ITEMS, mine, other])
    release = Release(kind="Release", id="r", title="R", owner="server-team", state="go", changes=(mine.id,))
    plan = release_plan(found.inventory, found.relations, found.classes, release)
    assert [(one.type, letters(one.rfcs)) for one in plan.conflicts] == [("same_ci", "ab"), ("shared_service", "ab")]
    assert plan.decision == "go"
    elsewhere = release.model_copy(update={"changes": (named("c"),)})
    assert release_plan(found.inventory, found.relations, found.classes, elsewhere).conflicts == ()
