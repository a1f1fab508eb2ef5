"""Which edits of `cmdb/` a finished change explains: field by field, value by value, by its patch in the base."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.inventory import Estate
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.touching import present_id
from gitcab.planning.planned import planned
from gitcab.planning.projection import outcome_of
from gitcab.policies.subject import LAYOUT
from gitcab.store.comparing import differences
from gitcab.store.overlay_inventory import OverlayInventory

_FINISHED = ("review", "closed")


@dataclass(frozen=True, slots=True)
class Unexplained:
    """What of a record's edit no finished change explains: fields by their dotted names, or all of it."""

    fields: tuple[str, ...]
    added: bool = False
    deleted: bool = False


def finished_changes(base: Estate, merged: Estate) -> tuple[Entry[RequestForChange], ...]:
    """The changes as they stand in the base that go from `implement` to `review`, or on to `closed`."""
    found = (entry for entry in base.inventory.of_kind(RequestForChange) if entry.record.state == "implement")
    return tuple(entry for entry in found if _after(entry.id, merged) is not None)


def explained(base: Estate, merged: Estate) -> Mapping[str, Entry[ConfigurationItem]]:
    """The items as the finished changes leave them, by id; those that were backed out leave nothing."""
    outcome: dict[str, Entry[ConfigurationItem]] = {}
    placed = (planned(entry, base.inventory) for entry in finished_changes(base, merged))
    for change in sorted((one for one in placed if one), key=lambda one: (one.interval.end, one.id)):
        after = _after(change.id, merged)
        review = after.review if after else None
        if review is None or review.backed_out is True:
            continue
        left = outcome_of(change, OverlayInventory(base.inventory, outcome)) or {}
        applied = {present_id(one, base.inventory) for one in review.applied}
        is_partial = review.backed_out == "partial"
        outcome |= {item: one for item, one in left.items() if not is_partial or item in applied}
    return outcome


def _after(rfc: str, merged: Estate) -> RequestForChange | None:
    entry = merged.inventory.get(RequestForChange, rfc)
    return entry.record if entry and entry.record.state in _FINISHED else None


def unexplained(before: AnyEntry | None, after: AnyEntry | None, meant: AnyEntry | None) -> Unexplained | None:
    """What of a record's edit is not as `meant`, which is what finished changes make of it; None where all is."""
    if after is None:
        return Unexplained((), deleted=True)
    old, new = (one.record.to_plain() if one else {} for one in (before, after))
    if before is None and meant is None:
        return Unexplained((), added=True)
    wanted = _values(old, meant.record.to_plain()) if meant else {}
    fields = [name for name, value in _values(old, new).items() if wanted.get(name, _NOTHING) != value]
    moved = before is not None and before.local_path != after.local_path
    if not fields and not moved and (meant is not None):
        return None
    return Unexplained(tuple(fields) or (LAYOUT,))


_NOTHING = object()


def _values(before: Mapping[str, Any], after: Mapping[str, Any]) -> Mapping[str, Any]:
    """What each field that differs becomes, by its dotted name."""
    return {".".join(map(str, one.route)): one.after for one in differences(before, after)}
