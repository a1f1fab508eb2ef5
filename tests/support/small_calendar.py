"""Tiny calendars for tests of planning: items, changes and windows in one line each, in memory."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate
from gitcab.model.item_class import ItemClass
from gitcab.model.records import Record
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.source import Source
from gitcab.store.memory_inventory import MemoryInventory
from support.small_estate import CLASSES, RELATIONS, item

SERVICES = {**CLASSES, "service": ItemClass(title="Service", description="What people use.", family="service")}
BEGIN = datetime(2026, 12, 7, tzinfo=UTC)


def hour(number: float) -> str:
    """So many hours after the calendar's beginning, a Monday, as records write it."""
    return (BEGIN + timedelta(hours=number)).strftime("%Y-%m-%dT%H:%MZ")


def service(id: str, **fields: Any) -> ConfigurationItem:
    """A service with its relations and fields given by name."""
    return item(id, **fields).model_copy(update={"item_class": "service"})


def rfc(
    slug: str, items: Iterable[dict[str, Any]], hours: tuple[float, float] | None, **fields: Any
) -> RequestForChange:
    """A scheduled change of these items in a window of hours."""
    schedule = {"start": hour(hours[0]), "end": hour(hours[1])} if hours else None
    record = {
        "kind": "RequestForChange",
        "id": f"RFC-2026-12-01-{slug}",
        "title": slug,
        "type": "normal",
        "state": "scheduled",
        "requested_by": "mchen",
        "configuration_items": list(items),
        "schedule": schedule,
    }
    return RequestForChange.model_validate({**record, **fields})


def window(id: str, type: str, hours: tuple[float, float], **selector: Any) -> ChangeWindow:
    """A freeze or a maintenance window over the items that the selector means."""
    record = {"kind": "ChangeWindow", "id": id, "title": id, "type": type, "selector": selector}
    return ChangeWindow.model_validate({**record, "start": hour(hours[0]), "end": hour(hours[1])})


def estate(records: Iterable[Record]) -> Estate:
    """An estate of these records only."""
    entries = tuple(Entry(one, Source(f"{one.id}.yaml"), f"{one.id}.yaml") for one in records)
    return Estate(MemoryInventory(entries), entries, SERVICES, RELATIONS)
