"""An inventory as it would be with some items changed or added: cheap, since only these are looked at anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.inventory import Inventory
from gitcab.model.records import Record
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.relation import Link
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
        self.items = items
        self._from: dict[str, tuple[Link, ...]] = {
            item: before._from[item]
            if before is not None and before.items.get(item) is entry
            else tuple(links_of(entry.record, self._present_id))
            for item, entry in items.items()
        }
        self._to: dict[str, list[Link]] = defaultdict(list)
        for links in self._from.values():
            for link in links:
                self._to[link.target].append(link)

    def _present_id(self, written: str) -> str:
        entry = None if written in self.items else self._below.get(ConfigurationItem, written)
        return entry.id if entry else written

    def get(self, kind: type[R], id: str) -> Entry[R] | None:
        """The record of that kind and id, as it would be."""
        if kind is ConfigurationItem:
            found = self.items.get(self._present_id(id))
            if found is not None:
                return cast(Entry[R], found)
        return self._below.get(kind, id)

    def of_kind(self, kind: type[R]) -> Iterable[Entry[R]]:
        """All records of a kind, as they would be, in the order of their ids."""
        below = self._below.of_kind(kind)
        if kind is not ConfigurationItem:
            return below
        every: dict[str, AnyEntry] = {entry.id: entry for entry in below} | dict(self.items)
        return [entry for _, entry in sorted(every.items())]

    def proposed_by(self, rfc: str) -> Sequence[AnyEntry]:
        """The items that lie in that RFC's `new/` folder."""
        return self._below.proposed_by(rfc)

    def links_from(self, id: str) -> Sequence[Link]:
        """The relations of the item with that id, as they would be."""
        return self._from[id] if id in self._from else self._below.links_from(id)

    def links_to(self, id: str) -> Sequence[Link]:
        """The relations in which other items would name that one."""
        kept = [link for link in self._below.links_to(id) if link.source not in self.items]
        return [*kept, *self._to.get(id, ())]

    def __len__(self) -> int:
        """How many records there would be."""
        added = (item for item in self.items if self._below.get(ConfigurationItem, item) is None)
        return len(self._below) + sum(1 for _ in added)
