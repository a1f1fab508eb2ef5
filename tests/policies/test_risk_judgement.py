"""From points to a level, on the worse of two estates, and what would lower it."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.model.records import parse_as
from gitcab.model.records._risk_points import FailedBefore, Levels, RiskSection, WorstCaseServices
from gitcab.model.risk import Level, Point
from gitcab.policies.descent import descent
from gitcab.policies.risk import level_of, risk
from support.random_estate import IDS
from support.random_estate import estate as random_items
from support.risky import ITEMS, NOW, ci, closed, entry, estate, policy, rfc

LEVELS = Levels(moderate=10, high=20, very_high=30)
SERVICES = {"down": {"high": 5, "low": 1}, "degraded": {"high": 2}}


def judged(change, points, records=(), now=NOW, items=ITEMS):
    return risk(estate([*items, *records, change]), policy(points), entry(change), now)


@pytest.mark.parametrize(
    ("total", "level"),
    [(0, "low"), (9, "low"), (10, "moderate"), (19, "moderate"), (20, "high"), (29, "high"), (30, "very_high")],
)
def test_a_level_begins_at_its_bound(total, level):
    assert level_of(total, LEVELS).word == level


def test_points_add_up_the_most_first_and_the_rest_is_named():
    found = judged(rfc("db", type="emergency"), {"emergency": 7, "worst_case_services": SERVICES})
    assert [(one.factor, one.points) for one in found.points] == [("emergency", 7), ("worst_case_services", 5)]
    assert (found.total, found.level) == (12, Level.MODERATE)
    assert {"downtime", "short_notice"} < set(found.silent)
    assert not {"emergency", "worst_case_services"} & set(found.silent)


def test_without_a_section_there_is_no_answer():
    change = rfc("db")
    plain = policy({}).model_copy(update={"risk": None})
    assert risk(estate([*ITEMS, change]), plain, entry(change), NOW) is None


GROWN = {"id": "mail", "effect": "none", "patch": {"criticality": "high"}}
SHRUNK = {"id": "mail", "effect": "none", "patch": {"criticality": "medium"}}
BEFORE = {"start": "2026-12-01T22:00", "end": "2026-12-01T23:00", "time_zone": "America/Chicago"}


def test_the_estate_at_its_start_counts_where_it_is_worse():
    earlier = rfc(GROWN, id="RFC-2026-11-20-first", state="scheduled", schedule=BEFORE)
    found = judged(rfc("web-1"), {"worst_case_services": SERVICES}, [earlier])
    assert found.total == 5
    assert found.basis.applied == ("RFC-2026-11-20-first",)
    assert found.basis.at.isoformat() == "2026-12-06T04:00:00+00:00"


def test_todays_estate_counts_where_it_is_worse():
    earlier = rfc(SHRUNK, id="RFC-2026-11-20-first", state="scheduled", schedule=BEFORE)
    found = judged(rfc("web-1"), {"worst_case_services": SERVICES}, [earlier])
    assert (found.total, found.basis.at, found.basis.applied) == (1, None, ())


def test_what_has_started_is_judged_on_today():
    earlier = rfc(GROWN, id="RFC-2026-11-20-first", state="scheduled", schedule=BEFORE)
    late = NOW.replace(month=12, day=6, hour=4)
    assert judged(rfc("web-1"), {"worst_case_services": SERVICES}, [earlier], now=late).total == 1


def sums(points, chosen):
    return sum(one.points for one in points if one.factor in chosen)


@given(
    st.lists(st.tuples(st.integers(1, 12), st.booleans()), max_size=7),
    st.integers(0, 3),
)
def test_reliefs_are_all_the_smallest_sets_that_suffice(given_points, more):
    points = [Point(f"f{n}", size, "", "mend it" if can else None) for n, (size, can) in enumerate(given_points)]
    total = sum(one.points for one in points) + more
    level = level_of(total, LEVELS)
    found = descent(points, total, level, LEVELS)
    if found is None:
        assert level is Level.LOW
        return
    assert level_of(total - found.points, LEVELS) == level - 1 == found.level
    assert level_of(total - found.points + 1, LEVELS) is level
    mendable = [one.factor for one in points if one.mend]
    every = chain.from_iterable(combinations(mendable, size) for size in range(1, len(mendable) + 1))
    enough = [set(chosen) for chosen in every if sums(points, chosen) >= found.points]
    smallest = [one for one in enough if not any(other < one for other in enough)]
    assert len(found.reliefs) + found.more == len(smallest)
    assert all(set(relief) in smallest for relief in found.reliefs)


EVERYTHING = {
    "worst_case_services": {
        "down": {"low": 1, "medium": 2, "high": 5, "critical": 8},
        "degraded": {"medium": 1, "high": 2, "critical": 4},
    },
    "redundancy_lost": {"each": 1},
    "environments": {"production": 5, "staging": 1},
    "configuration_items": {"each": 1},
    "classes": {"server": 3, "service": 2},
    "downtime": {"for_each_minutes": 15, "points": 1},
    "in_service_hours": 6,
    "backout_does_not_fit": 12,
    "missing_plan": {"communication": 2},
    "short_notice": {"days": 20, "points": 4},
    "owner_failed_before": {"weight": 50, "prior_changes": 10, "prior_failures": 1},
    "item_failed_before": {"weight": 50, "prior_changes": 10, "prior_failures": 1},
    "emergency": 15,
    "first_of_its_kind": 5,
}


def _dressed(item, draw):
    """The item with what risk looks at: class, environment, criticality, owner, hours."""
    fields = {
        "class": draw(st.sampled_from(["server", "service", "service"])),
        "environment": draw(st.sampled_from(["production", "staging", None])),
        "criticality": draw(st.sampled_from(["low", "high", "critical", None])),
        "owner": draw(st.sampled_from(["one-team", "other-team"])),
        "attributes": draw(st.sampled_from([{}, {"service_hours": "24x7"}])),
    }
    return type(item).model_validate({**item.to_plain(), **{name: one for name, one in fields.items() if one}})


def _touched(id, draw):
    effect = draw(st.sampled_from(["none", "degraded", "outage"]))
    return {"id": id, "effect": effect, **draw(st.sampled_from([{}, {"minutes": 10}, {"minutes": 200}]))}


@settings(max_examples=150)
@given(st.data())
def test_adding_an_item_never_lowers_the_risk(data):
    draw = data.draw
    items = [_dressed(item, draw) for item in random_items(draw(st.integers(0, 2**32)))]
    chosen = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=5, unique=True))
    touched = [_touched(one, draw) for one in chosen]
    past = [
        closed(
            f"RFC-2026-01-0{day}-a",
            draw(st.sampled_from(IDS)),
            code=draw(st.sampled_from(["successful", "unsuccessful"])),
        )
        for day in range(1, 5)
    ]
    rolling = draw(st.booleans())
    fewer, more = (
        judged(rfc(*touched[:size], one_at_a_time=rolling), EVERYTHING, past, items=items)
        for size in (len(touched) - 1, len(touched))
    )
    assert more.total >= fewer.total
    assert more.level >= fewer.level
    given_by = {one.factor: one.points for one in more.points}
    assert all(given_by.get(one.factor, 0) >= one.points for one in fewer.points)


@pytest.mark.parametrize(
    ("model", "value", "says"),
    [
        (Levels, {"moderate": 20, "high": 20, "very_high": 30}, "each level must begin above"),
        (WorstCaseServices, {"down": {"high": 1}, "degraded": {"high": 2}}, "cannot give fewer points"),
        (FailedBefore, {"weight": 1, "prior_changes": 1, "prior_failures": 2}, "cannot be more than"),
        (
            RiskSection,
            {"levels": {"moderate": 1, "high": 2, "very_high": 3}, "points": {"luck": 1}},
            "'points.luck' is no",
        ),
        (RiskSection, {"levels": {"moderate": 1, "high": 2, "very_high": 3}, "points": {"emergency": -1}}, "emergency"),
    ],
)
def test_a_policy_that_would_be_absurd_is_refused(model, value, says):
    (misfit,) = parse_as(model, value)
    assert says in misfit.message


def test_the_most_critical_service_that_is_expected_to_be_hit_gives_the_impact():
    out = {"id": "web-1", "effect": "outage"}
    for items, urgency, rank, impact in (
        (["web-1"], "low", 5, "low"),
        ([out], "high", 3, "low"),
        ([out, {"id": "db", "effect": "degraded"}], "medium", 2, "high"),
        ([out, {"id": "db", "effect": "outage"}], "high", 1, "high"),
    ):
        found = judged(rfc(*items, urgency=urgency), {}).priority
        assert (found.rank, found.impact) == (rank, impact)
    assert found.name == "critical"
    assert found.reason == "sis, high, is expected to be down"
    medium = [ci("wiki", "service", {"depends_on": ["spare"]}, criticality="medium"), ci("spare")]
    out = {"id": "spare", "effect": "outage"}
    assert judged(rfc(out, urgency="medium"), {}, items=medium).priority.rank == 3
