"""What an RFC says of each item: what happens meanwhile, and what is different afterwards."""

from collections.abc import Iterator, Mapping
from typing import Any

from gitcab.model.change_set import FieldChange
from gitcab.model.in_words import change_text, value_text
from gitcab.model.inventory import Inventory
from gitcab.model.records._plans import AddedFrom, AddedItem, RetiredItem, RfcItem, TouchedItem
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.source import Route
from gitcab.model.touching import present_id, written_id


def item_facts(rfc: RequestForChange, inventory: Inventory) -> Iterator[tuple[str, str]]:
    """Each item's id and what becomes of it; a patch is told beside the value that is there now."""
    for item in rfc.configuration_items:
        if isinstance(item, AddedFrom):
            for entry in inventory.proposed_by(rfc.id):
                yield entry.id, f"added, from {entry.local_path}"
        else:
            yield _named(written_id(item) or "", inventory), "\n".join(_lines(item, inventory))


def _named(written: str, inventory: Inventory) -> str:
    present = present_id(written, inventory)
    return written if present == written else f"{present} (formerly {written})"


def _lines(item: RfcItem, inventory: Inventory) -> Iterator[str]:
    if isinstance(item, AddedItem):
        yield f"added: {item.add.name}, a {item.add.item_class}"
    elif isinstance(item, RetiredItem):
        yield f"retired; {_meanwhile(item)}"
    elif isinstance(item, TouchedItem):
        yield _meanwhile(item)
        yield from _afterwards(item, inventory)


def _meanwhile(item: RetiredItem | TouchedItem) -> str:
    minutes = f", {item.minutes} min" if item.minutes is not None else ""
    span = f", {item.start} to {item.end}" if item.start and item.end else ""
    return f"effect: {item.effect}{minutes}{span}"


def _afterwards(item: TouchedItem, inventory: Inventory) -> Iterator[str]:
    entry = inventory.get(ConfigurationItem, item.id)
    now = entry.record.to_plain() if entry else {}
    for change in _changes(now, item.patch, ()):
        yield change_text(change)
    for sign, relations in (("+", item.relate), ("-", item.unrelate)):
        for name, targets in relations.items():
            yield f"{sign} {name}: {value_text(targets)}"


def _changes(now: Any, patch: Mapping[str, Any], route: Route) -> Iterator[FieldChange]:
    """The patch leaf by leaf, each beside what it replaces."""
    for key, value in patch.items():
        present = now.get(key) if isinstance(now, Mapping) else None
        if isinstance(value, Mapping):
            yield from _changes(present, value, (*route, key))
        else:
            yield FieldChange((*route, key), present, value)
