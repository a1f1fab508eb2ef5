"""What the changes that are finished between two estates leave in `cmdb/`, by the base's own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.patching import merged
from gitcab.model.records._plans import AddedFrom, AddedItem, Review, RfcItem, TouchedItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.touching import present_id, written_id
from gitcab.planning.projection import patched

_OVER = frozenset({"review", "closed"})

Plain = Mapping[str, Any]


@dataclass(frozen=True)
class FinishedChange:
    """A change that goes from `implement` to its review: as it stands in the base, with the review of now."""

    rfc: RequestForChange
    review: Review
    base: Inventory

    def outcome(self, id: str, before: Plain | None) -> Plain | None:
        """What the item with that present id is like afterwards; None where the change says nothing of it.

        Without the review's deviations: these were written by whoever reports, and authorised by nobody.
        """
        if not self._is_applied(id):
            return None
        found = (self._after(item, id, before) for item in self.rfc.configuration_items)
        return next((one for one in found if one is not None), None)

    def deviation(self, id: str) -> Plain:
        """What the review says turned out otherwise with that item, as a merge patch."""
        patches = (one.patch for one in self.review.deviations if present_id(one.id, self.base) == id)
        turned_out: Plain = {}
        for patch in patches:
            turned_out = merged(turned_out, patch)
        return turned_out

    def _is_applied(self, id: str) -> bool:
        if self.review.backed_out is True:
            return False
        applied = {present_id(one, self.base) for one in self.review.applied}
        return self.review.backed_out != "partial" or id in applied

    def _after(self, item: RfcItem, id: str, before: Plain | None) -> Plain | None:
        if isinstance(item, AddedItem):
            return item.add.to_plain() if item.add.id == id else None
        if isinstance(item, AddedFrom):
            return self._proposed.get(id)
        if before is None or present_id(written_id(item) or "", self.base) != id:
            return None
        return patched(before, _by_present_ids(item, self.base) if isinstance(item, TouchedItem) else item)

    @cached_property
    def _proposed(self) -> Mapping[str, Plain]:
        return {entry.id: entry.record.to_plain() for entry in self.base.proposed_by(self.rfc.id)}


def finished_changes(base: Estate, merged_estate: Estate) -> tuple[FinishedChange, ...]:
    """The changes that are in `implement` in the base and in review, or closed, afterwards, by their ids."""
    return tuple(_finished(base, merged_estate))


def _finished(base: Estate, merged_estate: Estate) -> Iterator[FinishedChange]:
    for entry in base.inventory.of_kind(RequestForChange):
        if entry.record.state != "implement":
            continue
        after: Entry[RequestForChange] | None = merged_estate.inventory.get(RequestForChange, entry.id)
        if after is not None and after.record.state in _OVER:
            yield FinishedChange(entry.record, after.record.review or Review(), base.inventory)


def by_present_ids(plain: Plain, inventory: Inventory) -> Plain:
    """The plain item, its relations with the present ids of their targets, in an order of their own."""
    relations = plain.get("relations")
    if not isinstance(relations, Mapping):
        return plain
    named = {
        name: sorted((_target(one, inventory) for one in targets), key=repr) for name, targets in relations.items()
    }
    return {**plain, "relations": named}


def _target(target: Any, inventory: Inventory) -> Any:
    if isinstance(target, Mapping):
        return {**target, "of": sorted(present_id(one, inventory) for one in target["of"])}
    return present_id(target, inventory)


def _by_present_ids(item: TouchedItem, inventory: Inventory) -> TouchedItem:
    named = {
        field: {name: tuple(present_id(one, inventory) for one in targets) for name, targets in given.items()}
        for field, given in (("relate", item.relate), ("unrelate", item.unrelate))
    }
    return item.model_copy(update=named)
