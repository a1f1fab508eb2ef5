"""Sets of changes that take something down only together: bounds, versions, rolling changes, projections."""

from time import perf_counter

from gitcab.model.severity import Severity
from gitcab.planning.conflicts import conflicts, conflicts_of, prepared
from gitcab.planning.planned import PlannedChange, planned_changes
from gitcab.planning.way_out import later_start, moved
from support.random_calendar import CLASSES, change, hour, inventory
from support.small_estate import RELATIONS, item


def joint(records, changes=None):
    found = conflicts(records, RELATIONS, CLASSES, changes)
    return [one for one in found.conflicts if one.type == "joint_outage"], found


def out(id, **fields):
    return {"id": id, "effect": "outage", **fields}


def pool(size, at_least):
    """A service on a group of servers."""
    servers = [f"s{number:02}" for number in range(size)]
    return [item("sis", depends_on=[{"at_least": at_least, "of": servers}]), *map(item, servers)], servers


def crowd(size, at_least):
    items, servers = pool(size, at_least)
    return inventory([*items, *(numbered(place, [out(one)]) for place, one in enumerate(servers))])


def numbered(number, items, start=0, end=4, **fields):
    return change(1, items, start, end, id=f"RFC-2026-11-01-change-{number:02}", **fields)


def test_at_most_twenty_sets_are_told_in_the_order_of_ids_and_it_is_said():
    start = perf_counter()
    found, whole = joint(crowd(20, 10))
    assert perf_counter() - start < 20
    assert len(found) == 20
    first = [f"RFC-2026-11-01-change-{number:02}" for number in range(10)]
    assert [one.rfcs for one in found[:2]] == [(*first, f"RFC-2026-11-01-change-{last}") for last in (10, 11)]
    assert all(len(one.rfcs) == 11 for one in found)
    (cut,) = whole.cut
    assert "first 20" in cut


def test_twenty_sets_are_no_more_than_are_told():
    found, whole = joint(crowd(6, 4))
    assert (len(found), whole.cut) == (20, ())


def test_too_many_combinations_are_given_up_in_good_time_and_it_is_said():
    servers = [f"s{number:02}" for number in range(48)]
    items = [item("sis", depends_on=[{"at_least": 44, "of": servers}]), *map(item, servers)]
    rolling = [
        numbered(number, [out(one) for one in servers[number::6]], number, number + 9, one_at_a_time=True)
        for number in range(6)
    ]
    start = perf_counter()
    _, whole = joint(inventory([*items, *rolling]))
    assert perf_counter() - start < 20
    assert whole.cut


def test_one_conflict_lists_all_that_goes_down():
    items, _ = pool(2, 1)
    records = [*items, item("portal", depends_on=["sis"]), item("print", uses=["sis"])]
    records += [numbered(1, [out("s00")]), numbered(2, [out("s01")], start=3, end=8)]
    (one,), _ = joint(inventory(records))
    assert one.configuration_items == ("portal", "sis")
    assert (f"{one.interval.start:%H}", f"{one.interval.end:%H}") == ("03", "04")
    assert "sis needs 1 of s00 and s01 (depends_on)" in one.message


def test_what_only_touches_in_time_does_not_overlap():
    items, _ = pool(2, 1)
    records = [*items, numbered(1, [out("s00")], 0, 4), numbered(2, [out("s01")], 4, 8)]
    assert joint(inventory(records))[0] == []


def test_items_with_their_own_times_are_judged_on_these():
    items, _ = pool(2, 1)
    early = out("s00", start=hour(0), end=hour(1))
    assert joint(inventory([*items, numbered(1, [early]), numbered(2, [out("s01")], 1, 4)]))[0] == []
    (one,), _ = joint(inventory([*items, numbered(1, [early]), numbered(2, [out("s01")], 0, 4)]))
    assert f"{one.interval.end:%H}" == "01"


def test_a_change_that_takes_all_down_alone_is_no_culprit_with_others():
    items, servers = pool(3, 1)
    alone = numbered(1, [out(one) for one in servers])
    assert joint(inventory([*items, alone, numbered(2, [out("s00")])]))[0] == []


def test_a_rolling_change_takes_part_with_its_worst_item():
    items, _ = pool(3, 2)
    rolling = numbered(1, [out("s00"), out("s01")], one_at_a_time=True)
    assert joint(inventory([*items, rolling]))[0] == []
    (one,), _ = joint(inventory([*items, rolling, numbered(2, [out("s02")])]))
    assert one.rfcs == ("RFC-2026-11-01-change-01", "RFC-2026-11-01-change-02")


def test_a_rolling_change_that_takes_it_down_alone_with_one_item_is_no_culprit_with_another():
    items = [item("sis", depends_on=["x", {"at_least": 1, "of": ["a", "b", "c"]}]), *map(item, "abcx")]
    rolling = numbered(1, [out("x"), out("a")], one_at_a_time=True)
    assert joint(inventory([*items, rolling, numbered(2, [out("b")]), numbered(3, [out("c")])]))[0] == []


def test_what_one_takes_down_alone_may_still_be_a_joint_outage_of_others():
    items, _ = pool(2, 1)
    records = [*items, numbered(1, [out("sis")]), numbered(2, [out("s00")]), numbered(3, [out("s01"), out("s00")])]
    assert joint(inventory(records))[0] == []
    (one,), _ = joint(inventory([*records, numbered(4, [out("s01")])]))
    assert [rfc[-2:] for rfc in one.rfcs] == ["02", "04"]


def test_the_estate_as_it_will_be_counts_as_well_as_todays():
    items = [item("sis", depends_on=[{"at_least": 1, "of": ["a", "b", "c"]}]), *map(item, "abc")]
    retiring = numbered(0, [{"retire": "c", "effect": "none"}], 0, 1)
    pair = [numbered(1, [out("a")], 2, 4), numbered(2, [out("b")], 2, 4)]
    assert joint(inventory([*items, *pair]))[0] == []
    (one,), _ = joint(inventory([*items, retiring, *pair]))
    assert len(one.rfcs) == 2
    held = numbered(0, [{"retire": "c", "effect": "none"}], 0, 1, on_hold={"reason": "Wait", "since": hour(0)})
    assert joint(inventory([*items, held, *pair]))[0] == []


def test_two_versions_of_one_change_never_collide_with_each_other():
    items, _ = pool(2, 1)
    records = inventory([*items, numbered(1, [out("s00")]), numbered(2, [out("s01")], 6, 8)])
    merged = planned_changes(records)
    (elsewhere,) = planned_changes(inventory([numbered(2, [out("s01"), out("s00")], 7, 9)]))
    other = PlannedChange(elsewhere.rfc, elsewhere.interval, elsewhere.items, "other")
    found = conflicts(records, RELATIONS, CLASSES, [*merged, other]).conflicts
    assert all(len(set(one.rfcs)) == len(one.rfcs) for one in found)
    assert found == ()


def test_a_later_start_is_free_of_every_conflict():
    items, _ = pool(2, 1)
    records = inventory([*items, numbered(1, [out("s00")]), numbered(2, [out("s01")], 2, 6)])
    calendar = prepared(records, RELATIONS, CLASSES)
    (late,) = [one for one in calendar.changes if one.id.endswith("02")]
    start = later_start(late, calendar)
    assert f"{start:%Y-%m-%dT%H:%M}" == "2026-12-05T04:00"
    assert conflicts_of(moved(late, start), calendar).conflicts == ()
    assert conflicts_of(late, calendar).conflicts != ()


def test_an_emergency_is_warned():
    items, _ = pool(2, 1)
    pair = [numbered(1, [out("s00")], type="emergency"), numbered(2, [out("s01")])]
    (one,), _ = joint(inventory([*items, *pair]))
    assert one.severity is Severity.WARNING
