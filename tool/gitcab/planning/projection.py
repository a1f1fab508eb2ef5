"""The estate as it will be: the patches of scheduled changes applied to today's records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.inventory import Inventory
from gitcab.model.patching import merged, related, unrelated
from gitcab.model.records import parse_as
from gitcab.model.records._plans import AddedFrom, AddedItem, RetiredItem, TouchedItem
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.source import Source
from gitcab.planning.planned import PlannedChange, planned_changes
from gitcab.store.overlay_inventory import OverlayInventory

_MERGED_STATES = frozenset({"scheduled", "implement"})
_RETIRED = {"stage": "end_of_life", "status": "retired"}


@dataclass(frozen=True, slots=True)
class Projection:
    """The inventory as it will be, the changes applied in their order, and those that could not be."""

    inventory: Inventory
    applied: tuple[str, ...]
    unfit: tuple[str, ...] = ()


def projected(inventory: Inventory, at: datetime) -> Projection:
    """The estate at that moment (aware): every change in `scheduled` or `implement`, not on hold, that
    will have ended by then is applied, in the order of (end, id). DESIGN section 4 judges on it.
    """
    due = [one for one in planned_changes(inventory) if will_be_applied(one) and one.interval.end <= at]
    return applied(inventory, sorted(due, key=lambda one: (one.interval.end, one.id)))


def will_be_applied(change: PlannedChange) -> bool:
    """Whether the estate after the change's end is reckoned with its patches: it is authorised and not on hold."""
    return change.rfc.state in _MERGED_STATES and change.rfc.on_hold is None


def applied(inventory: Inventory, changes: Iterable[PlannedChange]) -> Projection:
    """The inventory after these changes in the order given; one that does not fit is left out whole."""
    items: dict[str, Entry[ConfigurationItem]] = {}
    done: list[str] = []
    unfit: list[str] = []
    for change in changes:
        outcome = outcome_of(change, OverlayInventory(inventory, items))
        if outcome is None:
            unfit.append(change.id)
        else:
            items |= outcome
            done.append(change.id)
    return Projection(OverlayInventory(inventory, items), tuple(done), tuple(unfit))


def outcome_of(change: PlannedChange, inventory: Inventory) -> Mapping[str, Entry[ConfigurationItem]] | None:
    """The items that the change adds or alters as they are afterwards, None where a patch does not fit."""
    outcome: dict[str, Entry[ConfigurationItem]] = {}
    for item in change.rfc.configuration_items:
        for entry in _after(item, change, inventory):
            if entry is None:
                return None
            outcome[entry.id] = entry
    return outcome


def _after(item: Any, change: PlannedChange, inventory: Inventory) -> Iterable[Entry[ConfigurationItem] | None]:
    if isinstance(item, AddedFrom):
        return [_adopted(entry) for entry in inventory.proposed_by(change.id)]
    if isinstance(item, AddedItem):
        home = f"cmdb/{item.add.item_class}/{item.add.id}.yaml"
        return [Entry(item.add, Source(home), home)]
    before = inventory.get(ConfigurationItem, item.id if isinstance(item, TouchedItem) else item.retire)
    if before is None:
        return [None]
    plain = before.record.to_plain()
    record = parse_as(ConfigurationItem, patched(plain, item))
    return [replace(before, record=record) if isinstance(record, ConfigurationItem) else None]


def _adopted(entry: AnyEntry) -> Entry[ConfigurationItem]:
    return replace(entry, proposed_by=None)


def patched(plain: Mapping[str, Any], item: TouchedItem | RetiredItem) -> dict[str, Any]:
    """A plain item after the change's patch, relate and unrelate, or with its life ended."""
    if isinstance(item, RetiredItem):
        return {**plain, "life_cycle": dict(_RETIRED)}
    after: dict[str, Any] = merged(plain, item.patch)
    if item.relate or item.unrelate:
        after["relations"] = related(unrelated(after.get("relations", {}), item.unrelate), item.relate)
    return after
