"""Which items a request for change or an incident is about, by their present ids."""

from collections.abc import Iterator

from gitcab.model.entry import Entry
from gitcab.model.inventory import Inventory
from gitcab.model.records._plans import AddedFrom, AddedItem, RetiredItem, RfcItem
from gitcab.model.records.incident import Incident
from gitcab.model.records.request_for_change import RequestForChange


def written_id(item: RfcItem) -> str | None:
    """The id that an RFC's item names; None for files in `new/`."""
    if isinstance(item, AddedFrom):
        return None
    if isinstance(item, AddedItem):
        return item.add.id
    return item.retire if isinstance(item, RetiredItem) else item.id


def touched(rfc: RequestForChange, inventory: Inventory) -> frozenset[str]:
    """The ids of all items that the RFC touches, adds or retires, files in its `new/` folder included."""
    written = (written_id(item) for item in rfc.configuration_items)
    proposed = (entry.id for entry in inventory.proposed_by(rfc.id))
    return frozenset(present_id(one, inventory) for one in (*written, *proposed) if one)


def present_id(written: str, inventory: Inventory) -> str:
    """What the item is called today; the id itself where there is no such item."""
    item = inventory.item(written)
    return item.id if item else written


def changes_of(item: str, inventory: Inventory) -> Iterator[Entry[RequestForChange]]:
    """The RFCs, in every state, that touch the item."""
    return (entry for entry in inventory.of_kind(RequestForChange) if item in touched(entry.record, inventory))


def incidents_of(item: str, inventory: Inventory) -> Iterator[Entry[Incident]]:
    """The incidents that name the item, as what failed or as the service that was missed."""
    for entry in inventory.of_kind(Incident):
        named = (*entry.record.configuration_items, *entry.record.services)
        if item in {present_id(one, inventory) for one in named}:
            yield entry
