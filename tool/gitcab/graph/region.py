"""The region of the dependency graph that a question is about, drawn as a networkx graph.

Its nodes are the ids of items and, between them, their influences: an edge leads from a cause to
an influence and from there to the affected item. A redundancy group is thus one node with
many causes. Members that are lost anyway have no edge to it: nothing new comes from them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from gitcab.graph.influence import Graph, Influence
from gitcab.graph.spread import Spread, spread
from gitcab.graph.wiring import Wiring
from gitcab.model.impact import State
from gitcab.model.records.configuration_item import ConfigurationItem


@dataclass(frozen=True)
class Region:
    """Some items, with all that any of them feels, directly or not: states in it are exact."""

    graph: Graph
    items: Mapping[str, ConfigurationItem]

    @cached_property
    def baseline(self) -> Mapping[str, State]:
        """The states of those that are not up with nothing lost: groups that cannot hold, and whom these hit."""
        broken = [one for one in self.graph if isinstance(one, Influence) and not one.is_whole]
        return spread(self.graph, {}, {}, broken).states

    def spread(self, roots: Mapping[str, State]) -> Spread:
        """How the roots' states run through the region as it stands."""
        return spread(self.graph, self.baseline, {root: state for root, state in roots.items() if root in self.items})


def downstream(wiring: Wiring, roots: Iterable[str]) -> Region:
    """The region that holds everything the roots can reach."""
    return upstream(wiring, _reached(roots, wiring.affected_by))


def upstream(wiring: Wiring, ids: Iterable[str]) -> Region:
    """The region that holds these items and everything that can reach them."""
    graph: Graph = nx.DiGraph()
    items: dict[str, ConfigurationItem] = {}

    def causes_of(id: str) -> Iterator[str]:
        graph.add_node(id)
        item = wiring.item(id)
        if item is None:
            return
        items[id] = item
        for influence in wiring.influences_on(item):
            yield from _draw(graph, influence)

    _reached(ids, causes_of)
    return Region(graph, items)


def _draw(graph: Graph, influence: Influence) -> Iterator[str]:
    graph.add_edge(influence, influence.affected)
    for cause in influence.causes:
        if cause not in influence.lost:
            graph.add_edge(cause, influence)
            yield cause


def _reached(starts: Iterable[str], neighbours: Callable[[str], Iterator[str]]) -> list[str]:
    """All that can be reached, the starts included, in the order in which it is found."""
    found = dict.fromkeys(starts)
    queue = list(found)
    for reached in queue:
        for one in neighbours(reached):
            if one not in found:
                found[one] = None
                queue.append(one)
    return queue
