"""Every factor fires once and is silent once."""

import pytest

from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.risk_factors import factors
from support.risky import ITEMS, MONDAY, PLANS, SATURDAY, ci, circumstances, closed, rfc, scored

DOWN = {"down": {"high": 5, "low": 1}, "degraded": {"high": 2}, "at_most": 40}
PRIOR = {"weight": 20, "prior_changes": 10, "prior_failures": 1}
ROLLING = rfc("web-1", "web-2", one_at_a_time=True)


def out(id, **more):
    return {"id": id, "effect": "outage", **more}


def without(plan):
    return {name: steps for name, steps in PLANS.items() if name != plan}


def backout(**plan):
    return {**PLANS, "backout": {"steps": "Undo it.", **plan}}


FIRES = [
    ("worst_case_services", DOWN, rfc("db"), 5, "1 service could be hit: sis (down, high)"),
    ("worst_case_services", DOWN, rfc("web-1", "web-2"), 6, "2 services could be hit: sis (down, high) and mail"),
    ("worst_case_services", DOWN, rfc("sis"), 5, "sis (down, high)"),
    ("worst_case_services", {**DOWN, "at_most": 3}, rfc("db"), 3, "5 points, of which 3 count"),
    ("redundancy_lost", {"each": 2}, rfc("web-1"), 2, "1 item could lose redundancy: sis"),
    ("redundancy_lost", {"each": 2}, rfc("web-1", "web-2"), 2, "sis"),
    ("environments", {"production": 5, "test": 1}, rfc("web-1", "web-2"), 6, "it touches production and test"),
    ("configuration_items", {"each": 2, "at_most": 3}, rfc("web-1", "web-2"), 3, "it touches 2 items"),
    ("configuration_items", {"each": 2}, rfc({"add": ci("new").to_plain()}), 2, "it touches 1 item"),
    ("configuration_items", {"each": 2}, rfc({"retire": "spare"}), 2, "it touches 1 item"),
    ("classes", {"database": 4}, rfc("db", "web-1"), 4, "items of the class database"),
    (
        "downtime",
        {"for_each_minutes": 15, "points": 2},
        rfc(out("db", minutes=44)),
        4,
        "out for 44 of the window's 240",
    ),
    ("downtime", {"for_each_minutes": 60, "points": 1}, rfc(out("db"), out("web-1")), 4, "out for 240"),
    ("downtime", {"for_each_minutes": 60, "points": 1, "at_most": 8}, rfc(out("db"), schedule=None), 8, "no schedule"),
    ("in_service_hours", 6, rfc(out("db"), schedule=MONDAY), 6, "within service hours it hits sis"),
    ("in_service_hours", 6, rfc(out("db"), schedule=None), 6, "no schedule says that it is outside"),
    (
        "backout_does_not_fit",
        12,
        rfc("db", plans=backout(minutes=61, point_of_no_return="2026-12-06T01:00")),
        12,
        "60 are",
    ),
    ("backout_does_not_fit", 12, rfc("db", plans=backout(minutes=241)), 12, "takes 241 minutes; 240 are left"),
    (
        "backout_does_not_fit",
        12,
        rfc("db", plans={**PLANS, "backout": "Undo it."}),
        12,
        "does not say how many minutes",
    ),
    ("missing_plan", {"test": 6, "backout": 10}, rfc("db", plans=without("test")), 6, "there is no plan of test"),
    (
        "short_notice",
        {"days": 15, "points": 4},
        rfc("db"),
        4,
        "it starts 14 days after it was raised; 15 are asked for",
    ),
    ("emergency", 15, rfc("db", type="emergency"), 15, "it is an emergency"),
    ("owner_failed_before", PRIOR, rfc("db"), 2, "database-team: no closed change yet; reckoned with 10% failures"),
    ("item_failed_before", PRIOR, rfc("db"), 2, "db: no closed change yet"),
    ("first_of_its_kind", 5, rfc("db"), 5, "no closed change has touched a database before"),
]
SILENT = [
    ("worst_case_services", DOWN, rfc("spare")),
    ("worst_case_services", DOWN, rfc("web-2")),
    ("redundancy_lost", {"each": 2}, rfc("db")),
    ("environments", {"production": 5}, rfc("web-2", "spare")),
    ("configuration_items", {"each": 0}, rfc("db")),
    ("classes", {"database": 4}, rfc("web-1")),
    ("downtime", {"for_each_minutes": 15, "points": 2}, rfc(out("db", minutes=14))),
    ("downtime", {"for_each_minutes": 15, "points": 2}, rfc({"id": "db", "effect": "degraded"})),
    ("in_service_hours", 6, rfc(out("db"), schedule=SATURDAY)),
    ("in_service_hours", 6, rfc("db", schedule=MONDAY)),
    ("in_service_hours", 6, rfc({"id": "web-1", "effect": "outage"}, schedule=MONDAY)),
    ("backout_does_not_fit", 12, rfc("db")),
    ("backout_does_not_fit", 12, rfc("db", plans=backout(minutes=240))),
    ("backout_does_not_fit", 12, rfc("db", plans=without("backout"))),
    ("missing_plan", {"test": 6}, rfc("db", plans=without("communication"))),
    ("short_notice", {"days": 14, "points": 4}, rfc("db")),
    ("short_notice", {"days": 15, "points": 4}, rfc("db", type="emergency")),
    ("emergency", 15, rfc("db")),
    ("owner_failed_before", {**PRIOR, "prior_failures": 0}, rfc("db")),
    ("item_failed_before", {**PRIOR, "prior_failures": 0}, rfc("db")),
]


@pytest.mark.parametrize(("factor", "points", "change", "given", "says"), FIRES)
def test_fires(factor, points, change, given, says):
    told = scored(factor, points, change)
    assert told is not None
    assert told[0] == given
    assert says in told[1]


@pytest.mark.parametrize(("factor", "points", "change"), SILENT)
def test_is_silent(factor, points, change):
    assert scored(factor, points, change) is None


@pytest.mark.parametrize("factor", sorted(factors()))
def test_a_factor_that_the_policy_does_not_name_gives_nothing(factor):
    unplanned = rfc(out("db"), type="emergency", schedule=None, plans={})
    told = factors()[factor].judge(circumstances(unplanned), RiskPoints())
    assert told is None or told[0] == 0


def test_every_factor_is_a_field_of_the_policy_and_tested_both_ways():
    assert set(factors()) == set(RiskPoints.model_fields)
    assert {case[0] for case in FIRES} == set(factors())
    assert {case[0] for case in SILENT} | {"first_of_its_kind"} == set(factors())


def test_rolling_changes_lose_redundancy_but_not_the_service():
    assert scored("worst_case_services", DOWN, ROLLING) == (1, "1 service could be hit: mail (down, low)")
    assert scored("redundancy_lost", {"each": 2}, ROLLING)[0] == 2


def test_a_service_that_does_not_say_how_critical_it_is_counts_as_the_worst():
    unknown = ci("vague", "service", {"depends_on": ["spare"]})
    given = RiskPoints.model_validate({"worst_case_services": DOWN})
    told = factors()["worst_case_services"].judge(circumstances(rfc("spare"), items=[*ITEMS, unknown]), given)
    assert told == (5, "1 service could be hit: vague (down, criticality unknown)")


VERSION = {"id": "db", "effect": "none", "patch": {"attributes": {"version": "17"}}}


@pytest.mark.parametrize(
    ("past", "says"),
    [
        ([closed("RFC-2026-01-01-a", VERSION)], None),
        ([closed("RFC-2026-01-01-a", "db")], "no closed change has touched attributes.version of a database before"),
        ([closed("RFC-2026-01-01-a", "web-1")], "no closed change has touched a database before"),
        ([rfc(VERSION, id="RFC-2026-01-01-a", state="canceled", cancellation={"reason": "No."})], "a database"),
    ],
)
def test_what_was_done_before_is_no_news(past, says):
    told = scored("first_of_its_kind", 5, rfc(VERSION), past)
    assert told is None if says is None else says in told[1]


@pytest.mark.parametrize("outcome", [{"code": "unsuccessful"}, {"backed_out": True}, {"backed_out": "partial"}])
def test_a_record_is_smoothed_and_tells_its_sample(outcome):
    past = [closed("RFC-2026-01-01-a", "db", **outcome), closed("RFC-2026-01-02-b", "db")]
    told = "1 of 2 closed changes failed; reckoned with 17% failures"
    assert scored("item_failed_before", PRIOR, rfc("db"), past) == (3, f"db: {told}")
    assert scored("owner_failed_before", PRIOR, rfc("db"), past) == (3, f"database-team: {told}")


def test_the_worst_record_counts_and_the_change_itself_does_not():
    past = [closed(f"RFC-2026-01-0{day}-a", "web-1") for day in range(1, 8)]
    assert scored("item_failed_before", PRIOR, rfc("web-1"), past)[0] == 1
    assert scored("item_failed_before", PRIOR, rfc("web-1", "db"), past)[0] == 2
    mine = closed("RFC-2026-11-21-test", "db", code="unsuccessful")
    assert scored("item_failed_before", PRIOR, mine) == scored("item_failed_before", PRIOR, rfc("db"))


@pytest.mark.parametrize(
    ("sound", "schedule", "fires"),
    [
        ("24x7", SATURDAY, True),
        ("any time", SATURDAY, True),
        ("Sat-Sun 08:00-23:00", SATURDAY, True),
        (
            "Mon-Fri 07:00-17:00",
            {"start": "2026-12-07T05:00", "end": "2026-12-07T07:00", "time_zone": "America/Chicago"},
            False,
        ),
        (
            "Mon-Fri 07:00-17:00",
            {"start": "2026-12-07T05:00", "end": "2026-12-07T07:01", "time_zone": "America/Chicago"},
            True,
        ),
    ],
)
def test_service_hours_are_local_and_half_open(sound, schedule, fires):
    service = ci("portal", "service", {"depends_on": ["spare"]}, attributes={"service_hours": sound})
    case = circumstances(rfc(out("spare"), schedule=schedule), items=[service, ci("spare")])
    told = factors()["in_service_hours"].judge(case, RiskPoints(in_service_hours=6))
    assert (told is not None) == fires
