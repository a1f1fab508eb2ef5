"""Smallest cycles of hard single dependencies equal those among all simple cycles."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.graph.cycles import smallest_cycles
from support.small_estate import RELATIONS, inventory, item

IDS = tuple("abcdefg")
EDGES = st.sets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=16)


def cycles(*items):
    return smallest_cycles(inventory(items), RELATIONS)


def rotated(cycle):
    at = cycle.index(min(cycle))
    return (*cycle[at:], *cycle[:at])


@settings(max_examples=300)
@given(EDGES)
def test_each_knot_gives_its_smallest_cycle(edges):
    graph = nx.DiGraph(sorted(edges))
    every = sorted((len(one), rotated(one)) for one in nx.simple_cycles(graph))
    expected = []
    for knot in nx.strongly_connected_components(graph):
        inside = [cycle for _, cycle in every if set(cycle) <= knot]
        expected += inside[:1]
    items = [item(one, depends_on=[other for source, other in sorted(edges) if source == one]) for one in IDS]
    assert list(cycles(*items)) == sorted(expected)


def test_an_item_that_needs_itself_is_a_cycle():
    assert cycles(item("a", depends_on=["a"])) == (("a",),)


def test_soft_relations_groups_quorums_and_mutual_ones_are_no_dependency_cycle():
    assert cycles(item("a", uses=["b"]), item("b", depends_on=["a"])) == ()
    assert cycles(item("a", depends_on=[{"at_least": 1, "of": ["b"]}]), item("b", depends_on=["a"])) == ()
    assert cycles(item("a", member_of=["b"], depends_on=["b"]), item("b")) == ()
    assert cycles(item("a", mirrors=["b"]), item("b", unknown=["a"])) == ()


def test_missing_targets_are_on_no_cycle():
    assert cycles(item("a", depends_on=["missing"])) == ()


def test_a_single_large_ring_costs_one_walk():
    ring = [item(f"n{at:05}", depends_on=[f"n{(at + 1) % 5000:05}"]) for at in range(5000)]
    (cycle,) = cycles(*ring)
    assert cycle == tuple(one.id for one in ring)
