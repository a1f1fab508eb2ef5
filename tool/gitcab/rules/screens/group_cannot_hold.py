"""Whether each redundancy group, and the item's own quorum, can be met by what is in service."""

from collections.abc import Collection

from gitcab.model.outline import Outline
from gitcab.rules._screening import KnownGroups, Screen


def clears(outline: Outline, known: KnownGroups) -> bool:
    """Also for whoever knows of redundancy only."""
    for group in known.groups(outline):
        if len(set(group.of)) < len(group.of) or not _holds(group.at_least, group.of, known):
            return False
    members = known.members(outline.id)
    if not members and outline.quorum is None:
        return True
    return _holds(len(members) if outline.quorum is None else outline.quorum, members, known)


def _holds(needed: int, members: Collection[str], known: KnownGroups) -> bool:
    """Whether enough are left without those that are not in service; who is unknown is told by another rule."""
    idle = 0
    for member in members:
        sort = known.sort_of(member)
        idle += sort is not None and not sort.is_operational
    return needed <= len(members) - idle


CLEARS = Screen(item=clears)
