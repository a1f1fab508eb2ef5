"""What whole rules look at: the items and entries that they are asked about, or all."""

from collections.abc import Iterable, Iterator, Sequence

from gitcab.model.entry import AnyEntry
from gitcab.model.item import Item
from gitcab.rules._rule import Facts


def items_asked(facts: Facts) -> Iterable[Item]:
    """The items in the scope, all without one."""
    return facts.inventory.items() if facts.scope is None else _some(facts, sorted(facts.scope.items))


def entries_asked(facts: Facts) -> Sequence[AnyEntry]:
    """The entries in the scope and their twins in the order of their paths, all without a scope."""
    scope = facts.scope
    return facts.estate.entries if scope is None else facts.estate.at(scope.paths | scope.twins)


def _some(facts: Facts, ids: Sequence[str]) -> Iterator[Item]:
    facts.inventory.expect(ids)
    for one in ids:
        item = facts.inventory.item(one)
        if item is not None and item.id == one:
            yield item
