"""What the changes that are finished between two estates leave in `cmdb/`, by the base's own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.leaf_changes import leaf_changes
from gitcab.model.patching import merged
from gitcab.model.records._plans import AddedFrom, AddedItem, Review, RfcItem, TouchedItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.source import Route
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
        """What the item with that present id is like afterwards; None where the change says nothing of it."""
        if not self._is_applied(id):
            return None
        for item in self.rfc.configuration_items:
            found = self._after(item, id, before)
            if found is not None:
                return self._as_it_turned_out(id, before or {}, found)
        return None

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

    def _as_it_turned_out(self, id: str, before: Plain, after: Plain) -> Plain:
        """With the review's deviations, but only where the change itself alters something: what else is
        different was authorised by nobody.
        """
        altered = {change.route for change in leaf_changes(before, after)}
        patches = (one.patch for one in self.review.deviations if present_id(one.id, self.base) == id)
        turned_out: Plain = after
        for patch in patches:
            turned_out = merged(turned_out, _within(patch, altered))
        return turned_out


def finished_changes(base: Estate, merged_estate: Estate) -> tuple[FinishedChange, ...]:
    """The changes that are in `implement` in the base and in review, or closed, afterwards, by their ids."""
    return tuple(_finished(base, merged_estate))


def _finished(base: Estate, merged_estate: Estate) -> Iterator[FinishedChange]:
    for entry in base.inventory.of_kind(RequestForChange):
        after: Entry[RequestForChange] | None = merged_estate.inventory.get(RequestForChange, entry.id)
        if entry.record.state == "implement" and after is not None and after.record.state in _OVER:
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


def _within(patch: Plain, altered: set[Route], route: Route = ()) -> dict[str, Any]:
    """The part of a merge patch that lies at, or below, what was altered."""
    kept: dict[str, Any] = {}
    for key, value in patch.items():
        here = (*route, key)
        if any(here[: len(one)] == one for one in altered):
            kept[key] = value
        elif isinstance(value, Mapping) and (inner := _within(value, altered, here)):
            kept[key] = inner
    return kept
