"""The sweep finds just what brute force over all pairs, all sets and all instants finds."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.severity import Severity
from gitcab.planning.conflicts import conflicts, conflicts_in, conflicts_of, prepared
from support.brute_conflicts import BruteConflicts
from support.random_calendar import CLASSES, calendar, inventory, redundant
from support.small_estate import RELATIONS

SEEDS = st.integers(0, 2**32)
EVERY_TYPE = {
    "same_ci",
    "dependency_down",
    "joint_outage",
    "overlapping_patch",
    "shared_service",
    "same_person",
    "freeze",
    "outside_maintenance_window",
    "unfinished_predecessor",
}


def plain(one):
    start, end = (one.interval.start, one.interval.end) if one.interval else (None, None)
    return one.type, one.rfcs, one.configuration_items, start, end, one.severity is Severity.ERROR


def told(records):
    return Counter(plain(one) for one in conflicts(records, RELATIONS, CLASSES).conflicts)


def brute(records):
    return Counter(BruteConflicts(records, RELATIONS, CLASSES).told())


@settings(max_examples=150)
@given(SEEDS)
def test_every_type_of_conflict_equals_brute_force(seed):
    records = calendar(seed)
    assert told(records) == brute(records)


@settings(max_examples=120)
@given(SEEDS)
def test_joint_outages_equal_brute_force_where_much_is_redundant(seed):
    records = redundant(seed)
    assert told(records) == brute(records)


def test_the_calendars_have_every_type_of_conflict_and_sets_of_three():
    found = [one for seed in range(60) for make in (calendar, redundant) for one in told(make(seed))]
    assert {one[0] for one in found} == EVERY_TYPE
    assert any(one[0] == "joint_outage" and len(one[1]) > 2 for one in found)
    assert any(not one[5] for one in found if one[0] in ("joint_outage", "same_ci"))


@settings(max_examples=50)
@given(SEEDS)
def test_one_change_asked_alone_meets_what_the_whole_calendar_tells_of_it(seed):
    prepared_calendar = prepared(redundant(seed), RELATIONS, CLASSES)
    whole = [one for one in conflicts_in(prepared_calendar).conflicts if one.type != "same_person"]
    for change in prepared_calendar.changes:
        alone = [one for one in conflicts_of(change, prepared_calendar).conflicts if one.type != "same_person"]
        assert alone == [one for one in whole if change.id in one.rfcs]


@settings(max_examples=30)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(seed, random):
    records = calendar(seed)
    kinds = (ConfigurationItem, RequestForChange, ChangeWindow)
    shuffled = [entry.record for kind in kinds for entry in records.of_kind(kind)]
    random.shuffle(shuffled)
    assert conflicts(inventory(shuffled), RELATIONS, CLASSES) == conflicts(records, RELATIONS, CLASSES)
