"""The items that an inventory calls fragile are all those whose groups or quorums are not whole with nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from gitcab.graph.wiring import Wiring
from gitcab.model.entry import Entry
from gitcab.model.source import Source
from gitcab.store.overlay_inventory import OverlayInventory
from support.random_estate import estates
from support.small_estate import RELATIONS, inventory, item


def entries(items):
    return {one.id: Entry(one, Source(f"cmdb/server/{one.id}.yaml"), f"cmdb/server/{one.id}.yaml") for one in items}


def broken(of):
    """Whoever feels a group or quorum that is not whole, found by looking at every influence there is."""
    wiring = Wiring(of, RELATIONS)
    return {item.id for item in of.items() if not all(one.is_whole for one in wiring.influences_on(item))}


@given(estates())
def test_it_names_all_of_them_and_nobody_else_where_impact_travels_to_the_group(items):
    of = inventory(items)
    assert broken(of) <= set(of.fragile())
    for one in set(of.fragile()) - broken(of):
        assert any(link.group for link in of.links_from(one))  # of a relation that its source does not feel


@given(estates(), estates(), st.sets(st.integers(0, 9)))
def test_what_is_laid_over_an_inventory_may_break_what_held(items, later, chosen):
    changed = [one for number, one in enumerate(later) if number in chosen]
    overlay = OverlayInventory(inventory(items), entries(changed))
    assert broken(overlay) <= set(overlay.fragile())


def test_a_pool_that_loses_its_member_is_fragile():
    below = inventory([item("pool", quorum=2), item("a", member_of=["pool"]), item("b", member_of=["pool"])])
    assert not below.fragile()
    assert "pool" in OverlayInventory(below, entries([item("b")])).fragile()


def test_a_group_whose_member_goes_out_of_service_is_fragile():
    below = inventory([item("a", depends_on=[{"at_least": 1, "of": ["b", "c"]}]), item("b"), item("c")])
    assert not below.fragile()
    assert "a" in OverlayInventory(below, entries([item("b", operational=False)])).fragile()
