"""Who is told what: services that people know, owners with the way that leads to them, the desk's help."""

from zoneinfo import ZoneInfo

import pytest

from gitcab.model.impact import State
from gitcab.model.records.problem import Problem
from gitcab.model.records.team import Team
from gitcab.planning.notices import Notices
from gitcab.planning.planned import planned_changes
from gitcab.reports import Look, render
from support.small_calendar import estate, rfc, service
from support.small_estate import item

UTC = ZoneInfo("UTC")
TEAMS = (
    Team(kind="Team", id="team", name="The team", members=("ann",), on_call="555-0100"),
    Team(kind="Team", id="desk", name="Desk", roles=("service_desk",), contact="help@example.org"),
    Team(kind="Team", id="managers", name="Managers", roles=("change_manager",)),
)
ITEMS = (
    service("support", uses=["phones"]),
    service("phones", depends_on=["exchange"], attributes={"users": "Everybody"}),
    service("inner", depends_on=["exchange"]),
    service("outer", depends_on=["inner"], attributes={"service_hours": "Mon-Fri 01:00-05:00"}),
    item("exchange"),
    item("spare", part_of=["exchange"]),
)


def notices(change, *more, event="planned"):
    one = estate([*ITEMS, *TEAMS, change, *more])
    (planned,) = planned_changes(one.inventory)
    return Notices(one, planned, UTC, event)


def stop(**fields):
    return rfc("stop", [{"id": "exchange", "effect": "outage", "minutes": 30}], (0, 2), **fields)


def test_people_are_told_of_services_that_they_know():
    told = notices(stop()).for_users()
    assert [(one.name, one.down, one.degraded) for one in told.services] == [
        ("Outer", 30, 0),
        ("Phones", 30, 0),
        ("Support", 0, 30),
    ]
    assert [one.name for one in told.call] == ["Desk"]


def test_the_desk_is_told_of_every_service():
    assert {one.name for one in notices(stop()).for_service_desk().services} == {"Inner", "Outer", "Phones", "Support"}


def test_service_hours_count_by_the_minute():
    late = rfc("late", [{"id": "exchange", "effect": "outage", "minutes": 30}], (0.75, 2))
    outer = next(one for one in notices(late).for_users().services if one.name == "Outer")
    assert outer.in_service_hours == 15


def test_owners_read_why_their_items_are_hit():
    (owned,) = notices(rfc("look", [{"id": "exchange", "effect": "none"}], (0, 2))).for_owners().owners
    told = {one.id: one for one in owned.items}
    assert owned.team.name == "The team"
    assert (told["exchange"].expected, told["exchange"].worst, told["exchange"].because) == (State.UP, State.DOWN, ())
    assert (told["outer"].expected, told["outer"].worst) == (State.UP, State.DOWN)
    assert told["outer"].because == ("Inner depends on Exchange", "Outer depends on Inner")


def test_a_relation_is_told_the_way_it_is_written():
    (owned,) = notices(rfc("swap", [{"id": "spare"}], (0, 2))).for_owners().owners
    exchange = next(one for one in owned.items if one.id == "exchange")
    assert exchange.because == ("Spare is part of Exchange",)


@pytest.mark.parametrize(("state", "asked"), [("assess", True), ("scheduled", False)])
def test_owners_are_asked_while_nothing_is_authorised(state, asked):
    assert notices(stop(state=state)).for_owners().asks_approval is asked


def test_the_desk_reads_workarounds_people_and_whom_to_wake():
    known = {"cause": "Old.", "workaround": "Use a mobile."}
    record = {"kind": "Problem", "id": "P-1", "title": "P", "state": "new", "known_error": known}
    plans = {"backout": {"steps": [], "minutes": 5}}
    change = stop(links={"problems": ["P-1", "P-2"]}, assigned_to=["Ann"], plans=plans)
    told = notices(change, Problem.model_validate(record)).for_service_desk()
    assert told.workarounds == ("Use a mobile.",)
    assert told.backout_minutes == 5
    assert [one.name for one in told.escalation] == ["The team", "Managers"]


def test_how_it_went_is_what_its_review_says():
    review = {"close_code": "unsuccessful", "backed_out": True}
    change = stop(review=review, state="implement")
    told = notices(change, event="finished").for_users()
    assert told.occasion.succeeded is False
    assert "everything is as it was before" in render(told, "text", Look())


@pytest.mark.parametrize("audience", ["for_users", "for_owners", "for_service_desk"])
def test_a_canceled_change_hits_nobody(audience):
    text = render(getattr(notices(stop(), event="canceled"), audience)(), "text", Look())
    assert "It will not take place." in text
    assert "Phones" not in text.partition("\n")[2]


def test_a_long_list_is_cut_unless_all_is_asked_for():
    crowd = [item(f"desk-{number:02}", depends_on=["exchange"]) for number in range(20)]
    told = notices(stop(), *crowd).for_owners()
    assert "items more: --full" in render(told, "text", Look())
    assert render(told, "text", Look(full=True)).count("(desk-") == 20
