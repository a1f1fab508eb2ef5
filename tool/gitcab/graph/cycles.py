"""Items that need each other in a circle, so that none of them can be started first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from gitcab.graph.circles import hard_needs, maybe_on_circles
from gitcab.model.inventory import Inventory
from gitcab.model.relation import Link, Relation

if TYPE_CHECKING:
    import networkx as nx

_Graph: TypeAlias = "nx.DiGraph[Any]"


def smallest_cycles(
    inventory: Inventory, relations: Mapping[str, Relation], among: Collection[str] | None = None
) -> tuple[tuple[str, ...], ...]:
    """One smallest cycle of hard single dependencies for each knot of them, in the order of their ids.

    A knot is a strongly connected component. A cycle names each of its items once and begins with
    the smallest id; each needs the next, the last the first. Groups and quorums are left out, as
    they may hold without that member, and so are relations that act both ways, which are no need.
    With `among` only items of these ids, between which the knots that are wanted lie whole, are looked at.
    """
    if among is not None and not among:
        return ()
    hard = hard_needs(relations)
    ids = (item.id for item in inventory.items()) if among is None else sorted(among)
    found = [need for one in ids for need in _needs(inventory.links_from(one), hard)]
    wanted = found if among is None else [(who, whom) for who, whom in found if who in among and whom in among]
    drawn = maybe_on_circles(wanted)
    if not drawn:
        return ()
    import networkx as nx  # only now, as it takes longer than all else where there is nothing to draw

    needs: _Graph = nx.DiGraph([need for need in wanted if drawn.issuperset(need)])
    return tuple(sorted(_smallest_cycle(knot) for knot in _knots(needs)))


def _needs(links: Sequence[Link], hard: Mapping[str, bool]) -> Iterator[tuple[str, str]]:
    """Who needs whom, by those of the links that leave no choice."""
    for link in links:
        if link.group is None and link.relation in hard:
            yield (link.source, link.target) if hard[link.relation] else (link.target, link.source)


def _knots(needs: _Graph) -> Iterator[_Graph]:
    """Each part in which all can reach all, its edges in order, so that what is found in it is always the same."""
    import networkx as nx

    for ids in nx.strongly_connected_components(needs):
        edges = sorted((one, other) for one in ids for other in needs.successors(one) if other in ids)
        if edges:
            yield nx.DiGraph(edges)


def _smallest_cycle(knot: _Graph) -> tuple[str, ...]:
    """The smallest cycle, of equal ones the first by its ids; takes the knot apart.

    Whoever has been looked at is taken out, with all that is on no cycle any more; so a cycle that
    is found begins with its smallest id, and a single large ring costs one walk.
    """
    smallest: tuple[str, ...] = ()
    for start in sorted(knot):
        if start in knot:
            smallest = _cycle_through(start, knot, len(smallest)) or smallest
            _take_out(start, knot)
    return smallest


def _cycle_through(start: str, knot: _Graph, limit: int) -> tuple[str, ...]:
    """A smallest cycle through that item with fewer items than the limit (0 is none), or nothing."""
    ways: dict[str, tuple[str, int]] = {start: ("", 1)}
    for one in (queue := [start]):
        length = ways[one][1]
        if length == limit:
            break
        for other in knot.successors(one):
            if other == start:
                return _way_to(one, ways)
            if other not in ways:
                ways[other] = (one, length + 1)
                queue.append(other)
    return ()


def _way_to(last: str, ways: Mapping[str, tuple[str, int]]) -> tuple[str, ...]:
    way = [last]
    while ways[way[-1]][0]:
        way.append(ways[way[-1]][0])
    return tuple(reversed(way))


def _take_out(id: str, knot: _Graph) -> None:
    """Removes the item, and after it whatever has nobody left that it needs or that needs it."""
    loose = [id]
    while loose:
        one = loose.pop()
        if one in knot:
            around = {*knot.predecessors(one), *knot.successors(one)}
            knot.remove_node(one)
            loose += [other for other in around if other in knot and not (knot.pred[other] and knot.succ[other])]
