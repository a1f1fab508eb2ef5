"""What an estate knows by name: items, ids of a kind, logins of its teams, and files that could not be read."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from gitcab.model.entry import AnyEntry
from gitcab.model.records import record_type
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.records.team import Team
from gitcab.rules._items import items_of, rfc_behind
from gitcab.rules._rule import Facts


def find_item(id: str, entry: AnyEntry, facts: Facts) -> ConfigurationItem | None:
    """The item that the entry means by that id: one of the estate, or one that its own RFC adds."""
    found = facts.inventory.get(ConfigurationItem, id)
    if found is not None:
        return found.record
    rfc = rfc_behind(entry)
    return _added_by(rfc, facts).get(id) if rfc else None


@lru_cache(maxsize=16)
def _added_by(rfc: str, facts: Facts) -> Mapping[str, ConfigurationItem]:
    """The items that the RFC adds, written out in it or lying in its `new/` folder."""
    behind = facts.inventory.get(RequestForChange, rfc)
    entries = (*facts.inventory.proposed_by(rfc), *([behind] if behind else []))
    return {item.id: item for entry in entries for item, _ in items_of(entry)}


@lru_cache(maxsize=16)
def ids(kind: str, facts: Facts) -> tuple[str, ...]:
    """The ids of all records of that kind, in order."""
    if kind == "ConfigurationItem":
        return tuple(facts.inventory.item_ids())
    model = record_type(kind)
    return tuple(entry.id for entry in facts.inventory.of_kind(model)) if model else ()


@lru_cache(maxsize=2)
def logins(facts: Facts) -> Mapping[str, str]:
    """Every team member as written, by the login in small letters."""
    members = (login for entry in facts.inventory.of_kind(Team) for login in entry.record.members)
    return {login.casefold(): login for login in members}


@lru_cache(maxsize=2)
def login_names(facts: Facts) -> tuple[str, ...]:
    """Every team member as written."""
    return tuple(logins(facts).values())


@lru_cache(maxsize=2)
def unread(facts: Facts) -> Mapping[str, str]:
    """The files that could not be read as records, whose own findings say so, by the ids in their names."""
    paths = (*facts.estate.unread, *(flaw.place.path for flaw in facts.estate.flaws))
    return {PurePosixPath(path).stem: path for path in paths}


@lru_cache(maxsize=2)
def unread_before(facts: Facts) -> frozenset[str]:
    """The ids in the names of files that the base has and that could not be read there."""
    estate = facts.base
    paths = (*estate.unread, *(flaw.place.path for flaw in estate.flaws)) if estate else ()
    return frozenset(PurePosixPath(path).stem for path in paths)
