"""What an impact question starts from: items, requests for change, or all that a branch touches."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from gitcab.cli._items import refuse_unknown
from gitcab.model.impact import State
from gitcab.model.inventory import Estate

if TYPE_CHECKING:
    from gitcab.graph.rfc_impact import Case
    from gitcab.model.change_set import ChangeSet, RecordChange
    from gitcab.model.entry import Entry
    from gitcab.model.records.request_for_change import RequestForChange


@dataclass(frozen=True, slots=True)
class Asked:
    """The roots, whether they fall one at a time, and which case of an RFC they are of."""

    roots: Mapping[str, State]
    one_at_a_time: bool = False
    case: str = "given"


def asked_by_name(estate: Estate, ids: Iterable[str], state: State, case: "Case") -> Asked:
    """Items in that state, or one RFC's items in that case. Raises UsageError for what is not there."""
    names = tuple(ids)
    rfcs = [entry.record for name in names if (entry := _rfc(estate, name))]
    if rfcs and len(names) > 1:
        raise click.UsageError("ask for one request for change, or for configuration items, not for both at once")
    if rfcs:
        from gitcab.graph.rfc_impact import roots_of

        return Asked(roots_of(rfcs[0], case), rfcs[0].one_at_a_time, case)
    return Asked(dict.fromkeys((_present_id(estate, name) for name in names), state))


def _rfc(estate: Estate, name: str) -> "Entry[RequestForChange] | None":
    """The change of that name; the records' models are loaded only for what may be one."""
    if not name.startswith("RFC-"):
        return None
    from gitcab.model.records.request_for_change import RequestForChange

    return estate.inventory.get(RequestForChange, name)


def _present_id(estate: Estate, written: str) -> str:
    item = estate.inventory.item(written)
    if item is None:
        from gitcab.model.records.configuration_item import ConfigurationItem
        from gitcab.model.records.request_for_change import RequestForChange

        refuse_unknown(estate, "configuration item or request for change", written, ConfigurationItem, RequestForChange)
    return item.id


def asked_by_changes(estate: Estate, changes: "ChangeSet", state: State, case: "Case") -> Asked:
    """Every item that the branch edits, adds or retires, and whatever its open RFCs touch."""
    roots: dict[str, State] = {}
    for change in changes.changes:
        for item, its_state in _roots_of(change, estate, state, case):
            roots[item] = max(its_state, roots.get(item, State.UP))
    return Asked(dict(sorted(roots.items())), case=case)


def _roots_of(change: "RecordChange", estate: Estate, state: State, case: "Case") -> Iterator[tuple[str, State]]:
    """Where the impact of one edited record starts."""
    from gitcab.graph.rfc_impact import roots_of
    from gitcab.model.change_set import Sort

    if change.sort is Sort.DELETED:
        return
    if change.kind == "ConfigurationItem" and estate.inventory.item(change.id):
        yield change.id, state
    rfc = _rfc(estate, change.id)
    if rfc is not None and not rfc.record.is_history:
        yield from roots_of(rfc.record, case).items()
