"""What an impact question starts from: items, requests for change, or all that a branch touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import click

from gitcab.cli._items import refuse_unknown
from gitcab.graph.rfc_impact import Case, roots_of
from gitcab.model.change_set import ChangeSet, Sort
from gitcab.model.impact import State
from gitcab.model.inventory import Estate
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange


@dataclass(frozen=True, slots=True)
class Asked:
    """The roots, whether they fall one at a time, and which case of an RFC they are of."""

    roots: Mapping[str, State]
    one_at_a_time: bool = False
    case: str = "given"


def asked_by_name(estate: Estate, ids: Iterable[str], state: State, case: Case) -> Asked:
    """Items in that state, or one RFC's items in that case. Raises UsageError for what is not there."""
    names = tuple(ids)
    rfcs = [entry.record for name in names if (entry := estate.inventory.get(RequestForChange, name))]
    if rfcs and len(names) > 1:
        raise click.UsageError("ask for one request for change, or for configuration items, not for both at once")
    if rfcs:
        return Asked(roots_of(rfcs[0], case), rfcs[0].one_at_a_time, case)
    return Asked(dict.fromkeys((_present_id(estate, name) for name in names), state))


def _present_id(estate: Estate, written: str) -> str:
    entry = estate.inventory.get(ConfigurationItem, written)
    if entry is None:
        refuse_unknown(estate, "configuration item or request for change", written, ConfigurationItem, RequestForChange)
    return entry.id


def asked_by_changes(estate: Estate, changes: ChangeSet, state: State, case: Case) -> Asked:
    """Every item that the branch edits, adds or retires, and whatever its open RFCs touch."""
    roots: dict[str, State] = {}
    for change in changes.changes:
        if change.sort is Sort.DELETED:
            continue
        if change.kind == ConfigurationItem.__name__ and estate.inventory.get(ConfigurationItem, change.id):
            roots[change.id] = max(state, roots.get(change.id, State.UP))
        rfc = estate.inventory.get(RequestForChange, change.id)
        if rfc is not None and not rfc.record.is_history:
            for item, its_state in roots_of(rfc.record, case).items():
                roots[item] = max(its_state, roots.get(item, State.UP))
    return Asked(dict(sorted(roots.items())), case=case)
