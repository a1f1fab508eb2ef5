"""What is hit when items fail: who, how hard, after how many hops and by which path."""

from collections.abc import Iterator, Mapping

from gitcab.graph.downstream import Downstream
from gitcab.graph.hits import Hits
from gitcab.graph.spread import Spread
from gitcab.graph.wiring import Wiring
from gitcab.model.impact import Impact, State
from gitcab.model.inventory import Inventory
from gitcab.model.item_class import ItemClass
from gitcab.model.relation import Relation


def impact(
    inventory: Inventory,
    relations: Mapping[str, Relation],
    classes: Mapping[str, ItemClass],
    roots: Mapping[str, State],
    *,
    one_at_a_time: bool = False,
    relation_names: set[str] | None = None,
) -> Impact:
    """Everything that is worse with the roots in these states than without them, near ones first.

    `one_at_a_time` tells the worst that any single root causes. `relation_names` are those along
    which impact may travel. A root that ends as it started is left out; one that no record
    describes hits nothing. Roots may be given by former ids.
    """
    downstream = Downstream(Wiring.along(inventory, relations, relation_names))
    present = _present(inventory, roots)
    spreads = [downstream.spread(each) for each in (_singly(present) if one_at_a_time else [present])]
    told = _worst(spreads, present)
    return Impact(present, Hits(inventory, classes, told))


def _present(inventory: Inventory, roots: Mapping[str, State]) -> Mapping[str, State]:
    """The roots by their present ids, in order; of two names of one item the worse state counts."""
    inventory.expect(roots, links=False)
    present: dict[str, State] = {}
    for written, state in sorted(roots.items()):
        item = inventory.item(written)
        item_id = item.id if item else written
        present[item_id] = max(state, present.get(item_id, State.UP))
    return dict(sorted(present.items()))


def _singly(roots: Mapping[str, State]) -> Iterator[Mapping[str, State]]:
    for root, state in roots.items():
        yield {root: state}


def _worst(spreads: list[Spread], roots: Mapping[str, State]) -> Mapping[str, Spread]:
    """For each item that is hit the spread that is worst for it; of equal ones the shortest, then the first."""
    worst: dict[str, Spread] = {}
    if len(spreads) == 1:
        states = spreads[0].states
        return {hit: spreads[0] for hit in spreads[0].changes if states[hit] > roots.get(hit, State.UP)}
    for one in spreads:
        for hit in one.changes:
            if one.states[hit] > roots.get(hit, State.UP) and (hit not in worst or _is_worse(one, worst[hit], hit)):
                worst[hit] = one
    return worst


def _is_worse(one: Spread, other: Spread, id: str) -> bool:
    return (one.states[id], -one.hops(id)) > (other.states[id], -other.hops(id))
