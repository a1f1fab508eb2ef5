"""A piece of the dependency graph, or all of it, as data that can be drawn."""

from collections.abc import Iterable, Iterator, Mapping

from gitcab.model.diagram import Diagram, Edge, Node
from gitcab.model.impact import State
from gitcab.model.inventory import Inventory
from gitcab.model.item import Item
from gitcab.model.item_class import ItemClass
from gitcab.model.relation import Link, Relation


def diagram(
    inventory: Inventory,
    relations: Mapping[str, Relation],
    classes: Mapping[str, ItemClass],
    ids: Iterable[str] | None = None,
    states: Mapping[str, State] | None = None,
) -> Diagram:
    """The items with these ids (or all) and the known relations between them.

    `states` marks those that it names. Former ids are understood; those that no record has are left out.
    """
    items = {item.id: item for item in _items(inventory, ids)}
    nodes = (_node(item, classes, states or {}) for _, item in sorted(items.items()))
    links = (link for source in items for link in inventory.links_from(source) if link.target in items)
    edges = (_edge(link, relations[link.relation]) for link in links if link.relation in relations)
    return Diagram(tuple(nodes), tuple(sorted(edges, key=_order)))


def _items(inventory: Inventory, ids: Iterable[str] | None) -> Iterator[Item]:
    if ids is None:
        yield from inventory.items()
        return
    found = (inventory.item(one) for one in ids)
    yield from (item for item in found if item is not None)


def _node(item: Item, classes: Mapping[str, ItemClass], states: Mapping[str, State]) -> Node:
    known, state = classes.get(item.item_class), states.get(item.id)
    return Node(
        id=item.id,
        name=item.name,
        item_class=item.item_class,
        family=known.family if known else "",
        owner=item.owner,
        environment=item.environment,
        criticality=item.criticality,
        life_cycle=item.stage,
        state=None if state is None else state.word,
    )


def _edge(link: Link, relation: Relation) -> Edge:
    return Edge(
        source=link.source,
        target=link.target,
        relation=link.relation,
        impact=relation.impact,
        strength=relation.strength,
        group=None if link.group is None else f"{link.source}.{link.relation}.{link.route[-3]}",
        at_least=None if link.group is None else link.group.at_least,
    )


def _order(edge: Edge) -> tuple[str, str, str, str]:
    return (edge.source, edge.relation, edge.target, edge.group or "")
