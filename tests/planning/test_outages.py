"""Projected outage: united minutes against counting minute by minute, rolling changes, joint losses."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gitcab.graph.impact import impact
from gitcab.model.impact import State
from gitcab.planning.grounds import Grounds
from gitcab.planning.outage import outages
from gitcab.planning.planned import planned_changes
from support.small_calendar import BEGIN, estate, rfc, service
from support.small_estate import item

ITEMS = (
    service("mail", depends_on=["app"]),
    service("grades", depends_on=[{"at_least": 1, "of": ["dns-1", "dns-2"]}], uses=["app"]),
    item("app", depends_on=["db"]),
    item("db"),
    item("dns-1"),
    item("dns-2"),
)
EFFECTS = {"none": State.UP, "degraded": State.DEGRADED, "outage": State.DOWN}
QUARTERS = st.integers(0, 40)


def minutes(changes):
    """By service and state: what `outages` says, checked for stretches that are in order and apart."""
    one = estate([*ITEMS, *changes])
    found = outages(planned_changes(one.inventory), Grounds(one.inventory, one.relations), one.classes)
    counted = Counter()
    for hit, stretches in found.items():
        assert all(a.interval.end <= b.interval.start for a, b in pairwise(stretches))
        for stretch in stretches:
            counted[hit, stretch.state] += stretch.interval.length // timedelta(minutes=1)
    return dict(counted)


def by_the_minute(changes):
    """The same for changes that are not rolling: every quarter of an hour, by the engine behind `gitcab impact`."""
    one = estate([*ITEMS, *changes])
    planned = planned_changes(one.inventory)
    counted = Counter()
    for now in (BEGIN + timedelta(minutes=15 * quarter) for quarter in range(44)):
        roots = dict(sorted((touched.id, touched.effect) for touched in out_of_order(planned, now) if touched.effect))
        states = impact(one.inventory, one.relations, one.classes, roots).states
        counted.update(
            {(hit, states[hit]): 15 for hit in ("mail", "grades") if states.get(hit, State.UP) > State.AT_RISK}
        )
    return dict(counted)


def out_of_order(planned, now):
    """The items that are felt at that moment: for as long as they say, from their window's start."""
    for touched in (touched for change in planned for touched in change.items):
        minutes = touched.interval.length // timedelta(minutes=1)
        felt = minutes if touched.minutes is None else min(minutes, touched.minutes)
        if touched.interval.start <= now < touched.interval.start + timedelta(minutes=felt):
            yield touched


@st.composite
def changes(draw):
    found = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(QUARTERS) / 4
        length = draw(st.integers(1, 12)) / 4
        touched = draw(st.lists(st.sampled_from(["app", "db", "dns-1", "dns-2", "mail"]), min_size=1, unique=True))
        items = [
            {"id": one, "effect": draw(st.sampled_from(sorted(EFFECTS))), **_minutes(draw(st.integers(0, 14)))}
            for one in touched
        ]
        found.append(rfc(f"c{number}", items, (start, min(start + length, 11))))
    return found


def _minutes(quarters):
    return {} if quarters > 12 else {"minutes": 15 * quarters}


@given(changes())
def test_united_minutes_are_those_counted_one_by_one(some):
    assert minutes(some) == by_the_minute(some)


def test_changes_that_run_together_are_judged_together():
    first = rfc("one", [{"id": "dns-1", "effect": "outage"}], (0, 2))
    second = rfc("two", [{"id": "dns-2", "effect": "outage"}], (1, 3))
    assert minutes([first]) == minutes([second]) == {}
    assert minutes([first, second]) == {("grades", State.DOWN): 60}


def test_items_of_a_rolling_change_follow_one_another():
    items = [{"id": "dns-1", "effect": "outage"}, {"id": "dns-2", "effect": "outage"}]
    assert minutes([rfc("all", items, (0, 2))]) == {("grades", State.DOWN): 120}
    assert minutes([rfc("roll", items, (0, 2), one_at_a_time=True)]) == {}


def test_a_rolling_change_takes_the_minutes_it_says_or_an_equal_share():
    items = [{"id": "app", "effect": "outage", "minutes": 20}, {"id": "dns-1", "effect": "none"}]
    assert minutes([rfc("roll", items, (0, 2), one_at_a_time=True)])["mail", State.DOWN] == 20
    longer = [{"id": "app", "minutes": 90}, {"id": "db", "minutes": 90}]
    assert minutes([rfc("roll", longer, (0, 2), one_at_a_time=True)])["mail", State.DOWN] == 120


def test_an_item_with_times_of_its_own_is_out_only_then():
    items = [{"id": "app", "start": "2026-12-07T01:00Z", "end": "2026-12-07T01:30Z"}]
    assert minutes([rfc("short", items, (0, 4))])["mail", State.DOWN] == 30


def test_the_estate_is_taken_as_it_will_be_by_then():
    before = rfc("move", [{"id": "mail", "effect": "none", "unrelate": {"depends_on": ["app"]}}], (0, 1))
    after = rfc("stop", [{"id": "app"}], (1, 2))
    assert ("mail", State.DOWN) not in minutes([before, after])
    assert minutes([after])["mail", State.DOWN] == 60
