"""What items end on: whatever they run on, directly or not."""

from collections.abc import Callable, Iterable, Sequence

HOSTING = frozenset({"runs_on", "hosted_on", "virtualized_by"})
"""The relations whose target is a host of their source."""


def shared_hosts(members: Sequence[str], hosts: Callable[[str], Iterable[str]]) -> list[str]:
    """In order, what all members (one at least) are or end on; `hosts` tells an item's single hosts."""
    shared = _all_hosts(members[0], hosts)
    for member in members[1:]:
        shared &= _all_hosts(member, hosts)
    return sorted(shared)


def _all_hosts(id: str, hosts: Callable[[str], Iterable[str]]) -> set[str]:
    """The item and all that it runs on, directly or not."""
    found, left = {id}, [id]
    while left:
        for host in hosts(left.pop()):
            if host not in found:
                found.add(host)
                left.append(host)
    return found
