"""The inventory of a mirror that lies packed: few of its items are asked for, and all answers are IndexInventory's."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.inventory import Estate
from gitcab.model.item import Item
from gitcab.model.relation import MEMBERSHIP, Edge, Link, WrittenGroup
from gitcab.store.index.packed_entries import PackedEntries, Undecided
from gitcab.store.index.read_columns import ReadColumns
from gitcab.store.index.view import View
from gitcab.store.links import links_of

if TYPE_CHECKING:
    from gitcab.model.records import Record
    from gitcab.store.loading import Reader

R = TypeVar("R", bound="Record")

_ITEM = "ConfigurationItem"
_MANY = 500
"""So many items that name one are not read one by one."""


class PackedInventory:
    """Keeps the promise of Inventory for the records of `columns`, in which no id is taken twice.

    Raises Undecided where that would take longer than making tables: for walks, and for very many items.
    """

    def __init__(self, columns: ReadColumns, entries: PackedEntries) -> None:
        self._columns = columns
        self._entries = entries
        self._sources: dict[str, set[str]] = {}
        self._expected: set[str] = set()

    def get(self, kind: type[R], id: str) -> Entry[R] | None:
        """The record of that kind and id (or that was formerly called so), None where there is none."""
        present = self._entries.formers.get((kind.__name__, id), id)  # nobody has an id that another one had
        return self._entries.item(present) if kind.__name__ == _ITEM else self._small.get((kind.__name__, present))

    @cached_property
    def _small(self) -> Mapping[tuple[str, str], AnyEntry]:
        return {(one.record.kind, one.id): one for one in self._entries.small() if one.proposed_by is None}

    def of_kind(self, kind: type[R]) -> Iterable[Entry[R]]:
        """All records of a kind in the order of their ids; what an RFC only proposes is left out."""
        if kind.__name__ == _ITEM:
            raise Undecided
        return [entry for (name, _), entry in sorted(self._small.items()) if name == kind.__name__]

    def proposed_by(self, rfc: str) -> Sequence[AnyEntry]:
        """The items that lie in that RFC's `new/` folder."""
        return tuple(self._entries.proposed_by(rfc))

    def item(self, id: str) -> Item | None:
        """What the item with that id (or that was formerly called so) shows to others, None where there is none."""
        entry = self._entries.item(self._present(id))
        return None if entry is None else entry.record.item

    def items(self) -> Iterable[Item]:
        """Too many."""
        raise Undecided

    def item_ids(self) -> Iterable[str]:
        """The ids of all items, in order."""
        return sorted(chain.from_iterable(items.ids for items in self._columns.items()))

    def classes_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """Asked of very many."""
        raise Undecided

    def fragile(self) -> Collection[str]:
        """Reckoned for tables only."""
        raise Undecided

    def expect(self, ids: Collection[str], *, links: bool = True) -> None:
        """These items, and the `links` to them, will be asked for next, and are then looked for at once."""
        self._entries.expect(ids)
        if links:
            self._expected.update(ids)

    def edges_to(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """Who is a member of these items; all else would be a walk."""
        if {*relations} != {MEMBERSHIP}:
            raise Undecided
        return [edge for one in ids for edge in self._memberships.get(one, ())]

    @cached_property
    def _memberships(self) -> Mapping[str, Sequence[Edge]]:
        found: dict[str, list[Edge]] = defaultdict(list)
        for links in self._columns.links():
            if links.relation == MEMBERSHIP:
                for source, target in zip(links.sources, links.targets, strict=True):
                    found[self._present(target)].append((source, MEMBERSHIP, self._present(target), None))
        for source, link in self._columns.grouped():
            if link.relation == MEMBERSHIP:
                target = self._present(link.target)
                found[target].append((source, MEMBERSHIP, target, link.position))
        return found

    def edges_from(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """A walk."""
        raise Undecided

    def groups_of(self, ids: Collection[str]) -> Iterable[WrittenGroup]:
        """Part of a walk."""
        raise Undecided

    def links_from(self, id: str) -> Sequence[Link]:
        """The relations of the item with that id, as written, targets by their present ids."""
        entry = self._entries.item(id)
        return () if entry is None else tuple(links_of(entry.record, self._present))

    def links_to(self, id: str) -> Sequence[Link]:
        """The relations in which other items name that one."""
        if id not in self._sources:
            self._sources.update(self._sources_of({id, *self._expected} - self._sources.keys()))
            self._expected.clear()
        sources = sorted(self._sources[id])
        if len(sources) > _MANY:
            raise Undecided
        self._entries.expect(sources)
        return [link for source in sources for link in self.links_from(source) if link.target == id]

    def _sources_of(self, ids: Collection[str]) -> Mapping[str, set[str]]:
        """The items that name each of these present ids, in one pass over all links."""
        self._entries.count_pass()
        found: dict[str, set[str]] = {one: set() for one in ids}
        written = {*ids, *(former for (_, former), present in self._entries.formers.items() if present in found)}
        for source, target in self._naming(written):
            found[self._present(target)].add(source)
        return found

    def _naming(self, written: AbstractSet[str]) -> Iterator[tuple[str, str]]:
        """Sources and targets of all links to these ids, as written."""
        for links in self._columns.links():
            if not written.isdisjoint(links.targets):
                pairs = zip(links.sources, links.targets, strict=True)
                yield from (pair for pair in pairs if pair[1] in written)
        yield from ((source, link.target) for source, link in self._columns.grouped() if link.target in written)

    def _present(self, written: str) -> str:
        """The id of the item that is meant, or what is written where there is none."""
        return self._entries.formers.get((_ITEM, written), written)

    def __len__(self) -> int:
        """How many records there are, proposed ones included."""
        return len(self._entries)


def packed_estate(view: View, columns: ReadColumns, reader: "Reader | None") -> Estate:
    """The estate that lies packed, of which the view knows what is wrong; the reader remembers what it has read."""
    entries = PackedEntries(view, columns, reader)
    inventory = PackedInventory(columns, entries)
    classes, relations = view.demands
    return Estate(inventory, entries, classes, relations, view.flaws, view.unread, view.prefix, view.tree.revision)
