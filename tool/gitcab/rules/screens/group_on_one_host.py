"""Whether the members of each redundancy group, and of the item's own quorum, end on different hosts."""

from collections.abc import Iterable, Iterator, Sequence

from gitcab.model.outline import Outline
from gitcab.rules._hosting import shared_hosts
from gitcab.rules._screening import KnownGroups, Screen, WrittenGroup


def clears(outline: Outline, known: KnownGroups) -> bool:
    """Also for whoever knows of redundancy only."""
    groups = known.groups(outline)
    if not groups and outline.quorum is None:
        return True

    def hosts(id: str) -> Iterable[str]:
        return (host for host in known.hosts(id) if not known.members(host))

    return not any(shared_hosts(members, hosts) for members in _redundant(outline, groups, known))


def _redundant(outline: Outline, groups: Iterable[WrittenGroup], known: KnownGroups) -> Iterator[Sequence[str]]:
    """The members of each group and quorum that could lose one and still hold."""
    for group in groups:
        if group.at_least < len(set(group.of)):
            yield group.of
    if outline.quorum is not None and outline.quorum < len(members := known.members(outline.id)):
        yield members


CLEARS = Screen(item=clears)
