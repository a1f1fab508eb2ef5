"""Whom a failure hits, told in full when somebody looks at them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from gitcab.graph.path import Path
from gitcab.graph.spread import Spread
from gitcab.model.impact import Hit, Impacted
from gitcab.model.inventory import Inventory
from gitcab.model.item import Item
from gitcab.model.item_class import ItemClass


class Hits(Sequence[Impacted]):
    """The items of the spreads in the order of hops, then ids; equal to any sequence of the same.

    A hub hits tens of thousands, of whom most answers count all and show a few: what these show to others is
    asked for in the end. Each has the spread that tells how it was hit.
    """

    def __init__(self, inventory: Inventory, classes: Mapping[str, ItemClass], spreads: Mapping[str, Spread]) -> None:
        self._inventory = inventory
        self._families = {name: one.family for name, one in classes.items()}
        self._spreads = spreads

    @cached_property
    def hits(self) -> Sequence[Hit]:
        """All of them in short, in no order."""
        classes, families = self._inventory.classes_of(self._spreads), self._families
        found = []
        for one, spread in self._spreads.items():
            at, state, cause, _, groups = spread.changes[one][-1]
            item_class = classes[one]
            known = spread.last(one).cause if groups else cause
            found.append(Hit(one, item_class, families.get(item_class, ""), state, at, known))
        return found

    def of(self, ids: Sequence[str]) -> Sequence[Impacted]:
        """Those with the ids, in that order. Raises KeyError for one that is not hit."""
        self._inventory.expect(ids, links=False)
        items = ((self._inventory.item(one), self._spreads[one]) for one in ids)
        return [impacted(item, spread, self._families) for item, spread in items if item is not None]

    def __len__(self) -> int:
        return len(self._spreads)

    def __iter__(self) -> Iterator[Impacted]:
        return iter(self.of(self._ids))

    @overload
    def __getitem__(self, index: int) -> Impacted: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Impacted]: ...

    def __getitem__(self, index: int | slice) -> Impacted | Sequence[Impacted]:
        return self.of(self._ids[index]) if isinstance(index, slice) else self.of([self._ids[index]])[0]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    @cached_property
    def _ids(self) -> Sequence[str]:
        return sorted(self._spreads, key=lambda one: (self._spreads[one].hops(one), one))


def impacted(item: Item, spread: Spread, families: Mapping[str, str]) -> Impacted:
    """How one item that changed was hit; `families` are those of the classes."""
    return Impacted(
        item.id,
        item.name,
        item.item_class,
        families.get(item.item_class, ""),
        spread.states[item.id],
        spread.hops(item.id),
        Path(spread, item.id),
        item.owner,
        item.criticality,
        item.environment,
    )
