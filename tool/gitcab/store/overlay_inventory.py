"""An inventory as it would be with some items changed or added: cheap, since only these are looked at anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, cast

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.inventory import Inventory
from gitcab.model.item import Item
from gitcab.model.records import Record
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.relation import MEMBERSHIP, Edge, Link, WrittenGroup, groups_among
from gitcab.store.links import links_of

R = TypeVar("R", bound=Record)


class OverlayInventory:
    """Keeps the promise of Inventory: `items` stand in the place of those below that have their ids.

    `before` is an overlay on the same inventory, from which the links of items that are in both are taken.
    """

    def __init__(
        self,
        below: Inventory,
        items: Mapping[str, Entry[ConfigurationItem]],
        before: "OverlayInventory | None" = None,
    ) -> None:
        self._below = below
        self.changed = items
        self._from: dict[str, tuple[Link, ...]] = {
            item: before._from[item]
            if before is not None and before.changed.get(item) is entry
            else tuple(links_of(entry.record, self._present_id))
            for item, entry in items.items()
        }
        self._to: dict[str, list[Link]] = defaultdict(list)
        for links in self._from.values():
            for link in links:
                self._to[link.target].append(link)

    def _present_id(self, written: str) -> str:
        item = None if written in self.changed else self._below.item(written)
        return item.id if item else written

    def get(self, kind: type[R], id: str) -> Entry[R] | None:
        """The record of that kind and id, as it would be."""
        if kind is ConfigurationItem:
            found = self.changed.get(self._present_id(id))
            if found is not None:
                return cast(Entry[R], found)
        return self._below.get(kind, id)

    def of_kind(self, kind: type[R]) -> Iterable[Entry[R]]:
        """All records of a kind, as they would be, in the order of their ids."""
        below = self._below.of_kind(kind)
        if kind is not ConfigurationItem:
            return below
        every: dict[str, AnyEntry] = {entry.id: entry for entry in below} | dict(self.changed)
        return [entry for _, entry in sorted(every.items())]

    def proposed_by(self, rfc: str) -> Sequence[AnyEntry]:
        """The items that lie in that RFC's `new/` folder."""
        return self._below.proposed_by(rfc)

    def item(self, id: str) -> Item | None:
        """What the item with that id would show to others."""
        found = self.changed.get(self._present_id(id))
        return found.record.item if found is not None else self._below.item(id)

    def items(self) -> Iterable[Item]:
        """What all items would show, in the order of their ids."""
        every = {item.id: item for item in self._below.items()}
        every |= {changed: entry.record.item for changed, entry in self.changed.items()}
        return [item for _, item in sorted(every.items())]

    def item_ids(self) -> Iterable[str]:
        """The ids of all items, in order."""
        return sorted({*self._below.item_ids(), *self.changed})

    def classes_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """The classes that these items would have."""
        changed = {one: self.changed[one].record.item.item_class for one in ids if one in self.changed}
        return {**self._below.classes_of([one for one in ids if one not in changed]), **changed}

    def fragile(self) -> Collection[str]:
        """Those below that feel a broken group or quorum, and whoever may by what is laid over them."""
        return {*self._below.fragile(), *(near for changed in self.changed for near in self._shaken_by(changed))}

    def _shaken_by(self, id: str) -> Iterator[str]:
        """The item, those who have it in a redundancy group, and those that it is or was a member of."""
        yield id
        yield from (link.source for link in self.links_to(id) if link.group is not None)
        links = (*self._below.links_from(id), *self.links_from(id))
        yield from (link.target for link in links if link.relation == MEMBERSHIP)

    def expect(self, ids: Collection[str], *, links: bool = True) -> None:
        """Passes the hint on."""
        self._below.expect(ids, links=links)

    def edges_to(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """What `links_to` tells of these items, of these relations only."""
        yield from (edge for edge in self._below.edges_to(ids, relations) if edge[0] not in self.changed)
        yield from (link.edge for one in ids for link in self._to.get(one, ()) if link.relation in relations)

    def edges_from(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """What `links_from` tells of these items, of these relations only."""
        yield from self._below.edges_from([one for one in ids if one not in self._from], relations)
        yield from (link.edge for one in ids for link in self._from.get(one, ()) if link.relation in relations)

    def groups_of(self, ids: Collection[str]) -> Iterable[WrittenGroup]:
        """The redundancy groups that these items would have."""
        yield from self._below.groups_of([one for one in ids if one not in self._from])
        yield from (group for one in ids for group in groups_among(self._from.get(one, ())))

    def links_from(self, id: str) -> Sequence[Link]:
        """The relations of the item with that id, as they would be."""
        return self._from[id] if id in self._from else self._below.links_from(id)

    def links_to(self, id: str) -> Sequence[Link]:
        """The relations in which other items would name that one."""
        kept = [link for link in self._below.links_to(id) if link.source not in self.changed]
        return [*kept, *self._to.get(id, ())]

    def __len__(self) -> int:
        """How many records there would be."""
        added = (item for item in self.changed if self._below.item(item) is None)
        return len(self._below) + sum(1 for _ in added)
