"""Free slots against trying every start; reasons that are minimal; several changes placed together."""

from datetime import timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.model.interval import Interval
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.planning.conflicts import conflicts, conflicts_of, prepared
from gitcab.planning.placing import placements
from gitcab.planning.planned import planned
from gitcab.planning.slots import STEP, Search, in_window, minimal, starts
from gitcab.planning.way_out import moved
from support.small_calendar import BEGIN, estate, rfc, service, window
from support.small_estate import item

UTC = ZoneInfo("UTC")
ITEMS = (
    service("mail", depends_on=[{"at_least": 1, "of": ["a", "b"]}]),
    item("a"),
    item("b"),
    item("c", tags=["evening"]),
)
DAY = Interval(BEGIN, BEGIN + timedelta(hours=12))


def entry_of(one, slug):
    return one.inventory.get(RequestForChange, f"RFC-2026-12-01-{slug}")


def searched(one, slug="mine", within=DAY, length=None):
    search = Search(prepared(one.inventory, one.relations, one.classes), within, UTC)
    change = in_window(entry_of(one, slug), one.inventory, within.start, length, UTC)
    return search.slots(change)


def all_starts(found):
    """The starts that the slots mean, each a quarter of an hour after the other."""
    return {
        slot.start + number * STEP for slot in found.slots for number in range(1 + (slot.latest - slot.start) // STEP)
    }


def brute_starts(one, slug="mine", within=DAY):
    """Every start at which the whole calendar, judged anew, has no conflict with the change."""
    found = set()
    mine = planned(entry_of(one, slug), one.inventory)
    start = within.start
    while start + mine.interval.length <= within.end:
        others = [each for each in prepared(one.inventory, one.relations, one.classes).changes if each.id != mine.id]
        judged = conflicts(one.inventory, one.relations, one.classes, [*others, moved(mine, start)])
        if not any(mine.id in each.rfcs for each in judged.conflicts):
            found.add(start)
        start += timedelta(minutes=15)
    return found


@st.composite
def calendars(draw):
    records = []
    for number in range(draw(st.integers(0, 3))):
        begin = draw(st.integers(0, 40)) / 4
        touched = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True))
        items = [{"id": one, "effect": draw(st.sampled_from(["none", "outage"]))} for one in touched]
        people = draw(st.lists(st.sampled_from(["ann", "bob"]), max_size=1))
        length = draw(st.integers(1, 16)) / 4
        records.append(rfc(f"c{number}", items, (begin, begin + length), assigned_to=people))
    for number in range(draw(st.integers(0, 3))):
        begin, length = draw(st.integers(0, 40)) / 4, draw(st.integers(1, 24)) / 4
        sort = draw(st.sampled_from(["freeze", "maintenance"]))
        records.append(window(f"w{number}", sort, (begin, begin + length), ids=[draw(st.sampled_from("abc"))]))
    items = [{"id": one, "effect": "outage"} for one in draw(st.lists(st.sampled_from("abc"), min_size=1, unique=True))]
    after = [draw(st.sampled_from([one.id for one in records if one.kind == "RequestForChange"] or [None]))]
    mine = {"assigned_to": ["ann"], "after": [one for one in after if one and draw(st.booleans())]}
    records.append(rfc("mine", items, (2, 2 + draw(st.integers(1, 8)) / 4), **mine))
    return estate([*ITEMS, *records])


@settings(max_examples=40)
@given(calendars())
def test_slots_are_the_starts_at_which_nothing_collides(one):
    assert all_starts(searched(one)) == brute_starts(one)


@settings(max_examples=40)
@given(calendars())
def test_reasons_are_given_just_where_there_is_no_slot(one):
    found = searched(one)
    assert bool(found.slots) != bool(found.reasons)
    assert found.total == len(found.slots)


@given(st.lists(st.frozensets(st.integers(0, 5), min_size=1), min_size=1, max_size=6))
def test_a_minimal_set_frees_a_start_and_no_part_of_it_does(blocked):
    going = set(minimal(range(6), blocked))
    assert any(one <= going for one in blocked)
    for size in range(len(going)):
        for part in combinations(going, size):
            assert not any(one <= set(part) for one in blocked)


def test_grave_obstacles_are_kept_and_lesser_ones_go():
    records = [
        window("frozen", "freeze", (0, 6), ids=["a"]),
        rfc("other", [{"id": "b"}], (6, 12), assigned_to=["ann"]),
        rfc("mine", [{"id": "a"}], (1, 2), assigned_to=["ann"]),
    ]
    found = searched(estate([*ITEMS, *records]))
    assert not found.slots
    assert [(one.type, one.rfcs) for one in found.reasons][-1] == ("same_person", ("RFC-2026-12-01-other",))
    assert "freeze" not in {one.type for one in found.reasons}


def test_a_window_longer_than_the_period_is_a_reason():
    found = searched(estate([*ITEMS, rfc("mine", [{"id": "a"}], (0, 20))]))
    assert [one.type for one in found.reasons] == ["period"]


def test_outside_service_hours_comes_first():
    mail = service("mail", depends_on=["a"], attributes={"service_hours": "Mon-Sun 00:00-06:00"})
    found = searched(estate([mail, item("a"), rfc("mine", [{"id": "a"}], (0, 1))]))
    first = found.slots[0]
    assert first.start == BEGIN + timedelta(hours=6)
    assert first.latest == BEGIN + timedelta(hours=11)
    assert (first.services, first.felt, first.in_service_hours) == (("Mail",), 60, 0)
    assert found.slots[-1].in_service_hours == 60


def test_a_change_without_schedule_needs_a_length():
    one = estate([*ITEMS, rfc("mine", [{"id": "a"}], None, state="assess")])
    assert in_window(entry_of(one, "mine"), one.inventory, BEGIN, None, UTC) is None
    assert searched(one, length=timedelta(hours=2)).slots[0].end == BEGIN + timedelta(hours=2)


def test_another_length_is_looked_for_from_the_same_change():
    one = estate([*ITEMS, rfc("mine", [{"id": "a", "effect": "outage"}], (3, 4))])
    found = searched(one, length=timedelta(hours=5))
    assert found.minutes == 300
    assert found.slots[0].end - found.slots[0].start == timedelta(hours=5)


def test_starts_are_quarters_of_an_hour_inside_the_period():
    within = Interval(BEGIN + timedelta(minutes=7), BEGIN + timedelta(minutes=76))
    assert [one.minute for one in starts(within, timedelta(minutes=30))] == [15, 30, 45]


class TestTogether:
    def placed(self, one, *slugs, within=DAY):
        search = Search(prepared(one.inventory, one.relations, one.classes), within, UTC)
        changes = [planned(entry_of(one, slug), one.inventory) for slug in slugs]
        return placements(search, changes)

    def test_they_do_not_collide(self):
        records = [rfc(slug, [{"id": slug, "effect": "outage"}], (0, 2)) for slug in "ab"]
        found = self.placed(estate([*ITEMS, *records]), "a", "b")
        first, second = (one.slots[0] for one in found.places)
        assert found.is_whole
        assert first.end <= second.start or second.end <= first.start

    def test_a_predecessor_goes_first(self):
        later = rfc("b", [{"id": "b"}], (0, 4), after=["RFC-2026-12-01-a"])
        found = self.placed(estate([*ITEMS, later, rfc("a", [{"id": "a"}], (5, 6))]), "a", "b")
        places = {one.rfc[-1]: one.slots[0] for one in found.places}
        assert places["a"].end <= places["b"].start

    def test_an_early_choice_is_taken_back_where_it_blocks_another(self):
        """The long one would take the only morning that the short one may have."""
        records = [
            window("b-hours", "maintenance", (0, 2), ids=["b"]),
            rfc("a", [{"id": "a"}], (0, 3), assigned_to=["ann"]),
            rfc("b", [{"id": "b"}], (0, 1), assigned_to=["ann"]),
            window("a-morning", "maintenance", (0, 3), ids=["a"]),
            window("a-evening", "maintenance", (6, 9), ids=["a"]),
        ]
        found = self.placed(estate([*ITEMS, *records]), "a", "b")
        assert found.is_whole

    @pytest.mark.parametrize("hours", [1, 2])
    def test_who_has_no_place_says_why(self, hours):
        records = [rfc(slug, [{"id": "a"}], (0, hours)) for slug in ("x", "y")]
        within = Interval(BEGIN, BEGIN + timedelta(hours=hours))
        found = self.placed(estate([*ITEMS, *records]), "x", "y", within=within)
        assert not found.is_whole
        assert found.places[0].slots
        assert [one.type for one in found.places[1].reasons] == ["same_ci"]


def test_conflicts_of_at_a_slot_are_none():
    one = estate([*ITEMS, rfc("c", [{"id": "a"}], (0, 3)), rfc("mine", [{"id": "b"}], (0, 1))])
    calendar = prepared(one.inventory, one.relations, one.classes)
    mine = planned(entry_of(one, "mine"), one.inventory)
    for slot in searched(one).slots:
        assert conflicts_of(moved(mine, slot.start), calendar).conflicts == ()
