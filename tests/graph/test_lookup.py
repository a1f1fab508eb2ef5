"""A ground that is looked up answers as one that is drawn."""

from hypothesis import given
from hypothesis import strategies as st

from gitcab.graph.ground import Ground
from gitcab.graph.lookup import Lookup
from gitcab.graph.wiring import Wiring
from gitcab.model.entry import Entry
from gitcab.model.impact import State
from gitcab.model.source import Source
from gitcab.store.memory_inventory import MemoryInventory
from gitcab.store.overlay_inventory import OverlayInventory
from support.random_estate import IDS, estate, roots
from support.small_estate import RELATIONS

SEEDS = st.integers(0, 2**32)
ROOTS = roots(State.DEGRADED, State.DOWN)


def entries(seed):
    return [Entry(one, Source(f"{one.id}.yaml"), f"{one.id}.yaml") for one in estate(seed)]


def grounds(inventory):
    return Ground.drawn(inventory, RELATIONS), Ground.looked_up(Lookup(Wiring(inventory, RELATIONS)))


def shape(influence):
    return (influence.affected, influence.relation, influence.causes, influence.at_least, influence.position)


def assert_same(drawn, looked_up, lost):
    assert looked_up.baseline == drawn.baseline
    one, other = drawn.reach(lost), looked_up.reach(lost)
    assert other.states == one.states
    assert {*map(shape, other.groups)} == {*map(shape, one.groups)}
    assert len(other.groups) == len(one.groups)
    for one_id in IDS:
        for told, known in ((looked_up.singles, drawn.singles), (looked_up.groups, drawn.groups)):
            assert sorted(map(shape, told[one_id])) == sorted(map(shape, known.get(one_id, ())))


@given(SEEDS, ROOTS)
def test_of_an_estate(seed, lost):
    assert_same(*grounds(MemoryInventory(entries(seed))), lost)


@given(SEEDS, SEEDS, st.sets(st.sampled_from(IDS), max_size=3), ROOTS)
def test_of_an_estate_of_which_some_items_are_changed_one_after_the_other(seed, other, changed, lost):
    inventory = MemoryInventory(entries(seed))
    drawn, looked_up = grounds(inventory)
    looked_up.reach(lost)
    laid_over = {}
    for entry in entries(other):
        if entry.id in changed:
            laid_over = {**laid_over, entry.id: entry}
            overlay = OverlayInventory(inventory, laid_over)
            drawn, looked_up = (one.altered(overlay, [entry.id]) for one in (drawn, looked_up))
            assert_same(drawn, looked_up, lost)


@given(SEEDS)
def test_each_influence_stays_the_same_object(seed):
    _, ground = grounds(MemoryInventory(entries(seed)))
    for one_id in IDS:
        for one in ground.groups[one_id]:
            others = (cause for cause in one.causes if cause not in one.lost)
            assert all(any(one is other for other in ground.groups[cause]) for cause in others)
