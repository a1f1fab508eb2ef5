"""The inventory that is kept in the index: it loads what it is asked for, and remembers that."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.item import Item
from gitcab.model.relation import Edge, Link, WrittenGroup
from gitcab.store.index.edges import Edges
from gitcab.store.index.entries import IndexEntries
from gitcab.store.index.items import Items
from gitcab.store.index.links import Links
from gitcab.store.index.names import Names
from gitcab.store.index.view import View

if TYPE_CHECKING:
    from gitcab.model.records import Record

R = TypeVar("R", bound="Record")


class IndexInventory:
    """Keeps the promise of Inventory on a view; its answers are those of MemoryInventory on the same files."""

    def __init__(self, view: View, entries: IndexEntries) -> None:
        self._view = view
        self._entries = entries
        self._names = Names(view)
        self._links = Links(view, self._names)
        self._items = Items(view, self._names)
        self._edges = Edges(view, self._names, self._items)
        self._found: dict[tuple[str, str], AnyEntry | None] = {}

    def get(self, kind: type[R], id: str) -> Entry[R] | None:
        """The record of that kind and id (or that was formerly called so), None where there is none."""
        key = (kind.__name__, id)
        if key not in self._found:
            n = self._names.holder(*key)
            self._found[key] = None if n is None else self._entries.numbered(n)
        return self._found[key]

    def of_kind(self, kind: type[R]) -> Iterable[Entry[R]]:
        """All records of a kind in the order of their ids; what an RFC only proposes is left out."""
        condition = "kind = ? AND kind <> 'ConfigurationItem'" if kind.__name__ != "ConfigurationItem" else "kind = ?"
        found = self._entries.where(f"{condition} AND proposed_by IS NULL", kind.__name__)
        return sorted((one for n, one in found if n not in self._names.rivals), key=lambda entry: entry.id)

    def proposed_by(self, rfc: str) -> Sequence[AnyEntry]:
        """The items that lie in that RFC's `new/` folder."""
        return tuple(one for _, one in self._entries.where("kind = 'ConfigurationItem' AND proposed_by = ?", rfc))

    def item(self, id: str) -> Item | None:
        """What the item with that id (or that was formerly called so) shows to others, None where there is none."""
        return self._items.get(id)

    def items(self) -> Iterator[Item]:
        """What all items show, in the order of their ids; what an RFC only proposes is left out."""
        return self._items.every()

    def item_ids(self) -> Iterable[str]:
        """The ids of all items, in order."""
        return self._items.every_id()

    def classes_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """The classes of these items, and of others."""
        return self._items.classes(ids)

    def fragile(self) -> Collection[str]:
        """The items that feel a redundancy group or quorum which is not whole with nothing lost; maybe more."""
        return self._fragile

    @cached_property
    def _fragile(self) -> Collection[str]:
        named = [name for (name,) in self._view.ask("SELECT id FROM fragile")]
        self.expect(named)
        return frozenset(item.id for name in named if (item := self.item(name)) is not None)

    def expect(self, ids: Collection[str], *, links: bool = True) -> None:
        """These items, and the `links` to and from them, will be asked for next, and are then loaded at once."""
        self._items.expect(ids)
        if links:
            self._links.expect(ids)

    def edges_to(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """What `links_to` tells of these items, of these relations only; of many items at once, in no order."""
        return self._edges.arriving(ids, relations)

    def edges_from(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """What `links_from` tells of these items, of these relations only; of many items at once, in no order."""
        return self._edges.leaving(ids, relations)

    def groups_of(self, ids: Collection[str]) -> Iterable[WrittenGroup]:
        """The redundancy groups of these items."""
        return self._edges.groups(ids)

    def links_from(self, id: str) -> Sequence[Link]:
        """The relations of the item with that id, as written, targets by their present ids."""
        return self._links.leaving(id)

    def links_to(self, id: str) -> Sequence[Link]:
        """The relations in which other items name that one."""
        return self._links.arriving(id)

    def __len__(self) -> int:
        """How many records there are, proposed ones included."""
        return len(self._entries)
