"""What whole rules look at: the records that they are asked about, or all."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.item import Item
from gitcab.rules._rule import Facts

if TYPE_CHECKING:
    from gitcab.model.records.request_for_change import RequestForChange


def items_asked(facts: Facts, inventory: Inventory) -> Iterable[Item]:
    """The items in the scope as that inventory has them, all without a scope."""
    return inventory.items() if facts.scope is None else _some(sorted(facts.scope.items), inventory)


def entries_asked(facts: Facts) -> Sequence[AnyEntry]:
    """The entries in the scope and their twins in the order of their paths, all without a scope."""
    scope = facts.scope
    return facts.estate.entries if scope is None else facts.estate.at(scope.paths | scope.twins)


def small_asked(facts: Facts, estate: Estate) -> Sequence[AnyEntry]:
    """The estate's entries of the small kinds in the scope, all without one."""
    if facts.scope is None:
        return estate.small
    return [one for one in estate.at(facts.scope.paths) if one.record.kind != "ConfigurationItem"]


def changes_asked(facts: Facts, estate: Estate) -> "Iterable[Entry[RequestForChange]]":
    """The estate's changes in the scope that are meant by their ids, all without a scope."""
    from gitcab.model.records.request_for_change import RequestForChange

    if facts.scope is None:
        return estate.inventory.of_kind(RequestForChange)
    listed = (one for one in estate.at(facts.scope.paths) if isinstance(one.record, RequestForChange))
    return [one for one in listed if estate.inventory.get(RequestForChange, one.id) is one]


def _some(ids: Sequence[str], inventory: Inventory) -> Iterator[Item]:
    inventory.expect(ids)
    for one in ids:
        item = inventory.item(one)
        if item is not None and item.id == one:
            yield item
