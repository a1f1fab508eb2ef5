"""Circles of hard needs near some items, found without drawing the whole graph.

The classes that relations join are few and kept; a circle of items is one of their classes as well, so
nobody is followed into classes that are on none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from gitcab.graph.circles import directed, hard_needs, maybe_on_circles
from gitcab.model.inventory import Inventory
from gitcab.model.relation import Relation
from gitcab.store.index.neighbours import Neighbours

Joined = tuple[str, str, str]
"""A relation, and the classes of its source and its target."""


def classes_on_circles(joined: Iterable[Joined], relations: Mapping[str, Relation]) -> set[str]:
    """The classes whose items can need each other in a circle."""
    needs = hard_needs(relations)
    return maybe_on_circles(directed(one, other, needs[name]) for name, one, other in joined if name in needs)


def circles_near(
    starts: Iterable[str],
    classes: Collection[str] | None,
    relations: Mapping[str, Relation],
    inventory: Inventory,
    neighbours: Neighbours,
) -> set[str]:
    """All items on circles that can be reached from the starts by what these need, and maybe some between circles.

    Nobody is followed out of the `classes`, which are all that may lie on circles; None are all there are.
    Every knot that is reached is found whole, for its items all need each other.
    """
    needs = hard_needs(relations)
    backward = {name for name, is_forward in needs.items() if not is_forward}
    edges: list[tuple[str, str]] = []
    wave = set(_among(starts, classes, inventory))
    seen = set(wave)
    while wave:
        found = [*_forward(wave, needs, inventory), *(neighbours.needed_by(wave, backward) if backward else ())]
        inside = set(_among({whom for _, whom in found}, classes, inventory))
        edges += [(who, whom) for who, whom in found if whom in inside]
        wave = inside - seen
        seen |= wave
    return maybe_on_circles(edges)


def _forward(ids: Collection[str], needs: Mapping[str, bool], inventory: Inventory) -> Iterator[tuple[str, str]]:
    inventory.expect(ids)
    for one in ids:
        for link in inventory.links_from(one):
            if link.group is None and needs.get(link.relation):
                yield one, link.target


def _among(ids: Iterable[str], classes: Collection[str] | None, inventory: Inventory) -> Iterator[str]:
    """Those that are items of these classes, by their present ids."""
    listed = list(ids)
    inventory.expect(listed)
    for one in listed:
        item = inventory.item(one)
        if item is not None and (classes is None or item.item_class in classes):
            yield item.id
