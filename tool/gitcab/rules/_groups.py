"""Redundancy: the groups that a record writes, and the members of a cluster or pool."""

from collections.abc import Iterator, Sequence

from gitcab.model.entry import AnyEntry
from gitcab.model.inventory import Inventory
from gitcab.model.records.configuration_item import ConfigurationItem, Group
from gitcab.model.relation import MEMBERSHIP
from gitcab.model.source import Route
from gitcab.rules._items import targets

_MEMBERSHIP = frozenset({MEMBERSHIP})


def groups_of(entry: AnyEntry) -> Iterator[tuple[ConfigurationItem, Group, Route]]:
    """The groups that stand in the entry's file, and whose they are, and their routes."""
    for item, _, target, route in targets(entry):
        if isinstance(target, Group):
            yield item, target, route


def members_of(id: str, inventory: Inventory) -> Sequence[str]:
    """Those that are `member_of` the item with that id, in order."""
    return sorted({source for source, *_ in inventory.edges_to((id,), _MEMBERSHIP)})
