"""The inventory that is held in memory whole."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TypeVar

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.item import Item
from gitcab.model.records import Record
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.relation import Edge, Link, WrittenGroup, groups_among
from gitcab.store.fragility import fragile
from gitcab.store.links import links_of

R = TypeVar("R", bound=Record)


class MemoryInventory:
    """Keeps the promise of Inventory for entries that are given all at once.

    Where an id is taken twice, the first in the order of the paths has it; a rule tells of the other.
    """

    def __init__(self, entries: Iterable[AnyEntry]) -> None:
        self._count = 0
        self._by_id: dict[type[Record], dict[str, AnyEntry]] = defaultdict(dict)
        self._former: dict[type[Record], dict[str, str]] = defaultdict(dict)
        self._proposed: dict[str, list[AnyEntry]] = defaultdict(list)
        for entry in entries:
            self._count += 1
            if entry.proposed_by is not None:
                if isinstance(entry.record, ConfigurationItem):  # a rule tells of anything else that lies there
                    self._proposed[entry.proposed_by].append(entry)
            elif entry.id not in self._by_id[type(entry.record)]:
                self._shelve(entry)
        self._items: dict[str, Item] = {}
        self._from: dict[str, tuple[Link, ...]] = {}
        self._to: dict[str, list[Link]] = defaultdict(list)
        for entry in self.of_kind(ConfigurationItem):
            self._link(entry)

    def _shelve(self, entry: AnyEntry) -> None:
        kind = type(entry.record)
        self._by_id[kind][entry.id] = entry
        for former in getattr(entry.record, "formerly", ()):
            self._former[kind].setdefault(former, entry.id)

    def _link(self, entry: Entry[ConfigurationItem]) -> None:
        links = tuple(links_of(entry.record, self._present_id))
        self._from[entry.id] = links
        for link in links:
            self._to[link.target].append(link)

    def _present_id(self, written: str) -> str:
        if written in self._by_id[ConfigurationItem]:
            return written
        return self._former[ConfigurationItem].get(written, written)

    def get(self, kind: type[R], id: str) -> Entry[R] | None:
        """The record of that kind and id (or that was formerly called so), None where there is none."""
        known = self._by_id[kind]
        return known.get(id) or known.get(self._former[kind].get(id, ""))

    def of_kind(self, kind: type[R]) -> Iterable[Entry[R]]:
        """All records of a kind in the order of their ids; what an RFC only proposes is left out."""
        return [entry for _, entry in sorted(self._by_id[kind].items())]

    def proposed_by(self, rfc: str) -> Sequence[AnyEntry]:
        """The items that lie in that RFC's `new/` folder."""
        return tuple(self._proposed.get(rfc, ()))

    def item(self, id: str) -> Item | None:
        """What the item with that id (or that was formerly called so) shows to others, None where there is none."""
        known = self._items.get(id)
        if known is None and (entry := self.get(ConfigurationItem, id)) is not None:
            known = self._items[id] = entry.record.item
        return known

    def items(self) -> Iterable[Item]:
        """What all items show, in the order of their ids; what an RFC only proposes is left out."""
        return (entry.record.item for entry in self.of_kind(ConfigurationItem))

    def item_ids(self) -> Iterable[str]:
        """The ids of all items, in order."""
        return sorted(self._by_id[ConfigurationItem])

    def classes_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """The classes of these items."""
        return {one: item.item_class for one in ids if (item := self.item(one)) is not None}

    def fragile(self) -> Collection[str]:
        """The items that feel a redundancy group or quorum which is not whole with nothing lost."""
        return self._fragile

    @cached_property
    def _fragile(self) -> Collection[str]:
        return fragile(chain.from_iterable(self._from.values()), self.item)

    def expect(self, ids: Collection[str], *, links: bool = True) -> None:
        """Nothing: all is at hand."""

    def edges_to(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """What `links_to` tells of these items, of these relations only."""
        return (link.edge for one in ids for link in self._to.get(one, ()) if link.relation in relations)

    def edges_from(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """What `links_from` tells of these items, of these relations only."""
        return (link.edge for one in ids for link in self._from.get(one, ()) if link.relation in relations)

    def groups_of(self, ids: Collection[str]) -> Iterable[WrittenGroup]:
        """The redundancy groups of these items."""
        return (group for one in ids for group in groups_among(self._from.get(one, ())))

    def links_from(self, id: str) -> Sequence[Link]:
        """The relations of the item with that id, as written, targets by their present ids."""
        return self._from.get(id, ())

    def links_to(self, id: str) -> Sequence[Link]:
        """The relations in which other items name that one."""
        return self._to.get(id, ())

    def __len__(self) -> int:
        """How many records there are, proposed ones included."""
        return self._count
