"""What must be up before what, and an order that keeps to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from gitcab.graph.wiring import Wiring
from gitcab.model.inventory import Inventory
from gitcab.model.relation import Relation

_ONE_WAY = frozenset({"target_to_source", "source_to_target"})


def standing_on(inventory: Inventory, relations: Mapping[str, Relation], ids: Iterable[str]) -> frozenset[str]:
    """All items that depend on one of these, directly or not, themselves left out.

    Relations in which impact travels both ways say nothing about who comes first.
    """
    one_way = {name for name, relation in relations.items() if relation.impact in _ONE_WAY}
    wiring = Wiring.along(inventory, relations, one_way)
    below = frozenset(ids)
    found = list(below)
    seen = set(below)
    for one in found:
        above = [item for item in wiring.affected_by(one) if item not in seen]
        seen.update(above)
        found.extend(above)
    return frozenset(seen - below)


def ordered(
    names: Sequence[str], before: Iterable[tuple[str, str]]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The names so that each pair's first comes before its second, else in the order given; and the cycles.

    A cycle is a set of names, in order, each of which must come before all others in it; these stand
    together in the order given.
    """
    rank = {name: number for number, name in enumerate(names)}
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from(before)
    knots: nx.DiGraph[Any] = nx.condensation(graph)
    members = {knot: sorted(knots.nodes[knot]["members"], key=rank.__getitem__) for knot in knots}
    order = nx.lexicographical_topological_sort(knots, key=lambda knot: rank[members[knot][0]])
    cycles = sorted(tuple(ones) for ones in members.values() if len(ones) > 1)
    return tuple(name for knot in order for name in members[knot]), tuple(cycles)
