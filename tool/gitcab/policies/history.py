"""What closed changes say about a new one: who and what has failed before, and what was ever done before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gitcab.model.inventory import Inventory
from gitcab.model.records._plans import AddedItem, RetiredItem, TouchedItem
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.touched_fields import touched_fields
from gitcab.model.touching import touched, written_id
from gitcab.model.track_record import TrackRecord, closed_changes

Kind = tuple[str, str]
"""A class and a field of it; the field is empty where nothing but the item itself was touched."""


@dataclass(frozen=True, slots=True)
class History:
    """The records of items and of the teams that own them, and the kinds of change that were closed."""

    of_item: Mapping[str, TrackRecord]
    of_owner: Mapping[str, TrackRecord]
    kinds: frozenset[Kind]


def history(inventory: Inventory, *, without: str = "") -> History:
    """All that closed changes tell, that RFC left out; items count for their present owner and class."""
    by_item: dict[str, list[RequestForChange]] = defaultdict(list)
    by_owner: dict[str, list[RequestForChange]] = defaultdict(list)
    kinds: set[Kind] = set()
    for rfc in (entry.record for entry in closed_changes(inventory) if entry.id != without):
        kinds.update(kinds_of(rfc, inventory))
        found = [item for one in touched(rfc, inventory) if (item := inventory.item(one))]
        for owner in {item.owner for item in found}:
            by_owner[owner].append(rfc)
        for item in found:
            by_item[item.id].append(rfc)
    return History(_records(by_item), _records(by_owner), frozenset(kinds))


def _records(changes: Mapping[str, list[RequestForChange]]) -> Mapping[str, TrackRecord]:
    return {whose: TrackRecord.of(ones) for whose, ones in changes.items()}


def kinds_of(rfc: RequestForChange, inventory: Inventory) -> Iterator[Kind]:
    """The classes and fields that the change touches; what it adds counts as touching the class."""
    for item in rfc.configuration_items:
        known = inventory.item(written_id(item) or "")
        if known and isinstance(item, TouchedItem | RetiredItem):
            item_class = known.item_class
            yield item_class, ""
            yield from ((item_class, field) for field in touched_fields(item))
    yield from ((added.item_class, "") for added in added_items(rfc, inventory))


def added_items(rfc: RequestForChange, inventory: Inventory) -> Iterator[ConfigurationItem]:
    """The whole items that the change adds, written out in it or lying in its `new/` folder."""
    yield from (item.add for item in rfc.configuration_items if isinstance(item, AddedItem))
    yield from (entry.record for entry in inventory.proposed_by(rfc.id))
