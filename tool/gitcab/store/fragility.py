"""Which items are worse off, or may be, although nothing fails: the few from which impact must reckon."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from gitcab.model.item import Item
from gitcab.model.relation import MEMBERSHIP, Link


def fragile(links: Iterable[Link], item: Callable[[str], Item | None]) -> frozenset[str]:
    """The items that feel a redundancy group or a quorum which is not whole with nothing lost, by all links there are.

    Not whole is what has a member that is not operational or not there, or fewer members than must
    be up. In which direction impact travels is not looked at, so some of them may feel nothing.
    """
    found: set[str] = set()
    members: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.group is not None and (link.group.at_least > len(link.group.of) or _is_lost(item(link.target))):
            found.add(link.source)
        if link.relation == MEMBERSHIP:
            members[link.target].add(link.source)
    for pool, those in members.items():
        felt = item(pool)
        if felt is not None and ((felt.quorum or 0) > len(those) or any(_is_lost(item(one)) for one in those)):
            found.add(pool)
    return frozenset(found)


def _is_lost(item: Item | None) -> bool:
    return item is None or not item.is_operational
