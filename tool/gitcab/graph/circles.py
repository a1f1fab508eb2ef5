"""Who needs whom without a choice, and who can be on a circle of such needs; without drawing a graph."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gitcab.model.relation import MEMBERSHIP, Relation


def hard_needs(relations: Mapping[str, Relation]) -> dict[str, bool]:
    """The relations by which one item cannot do without the other: whether it is the source that needs the target.

    Memberships are left out, as a quorum may hold without the member, and so are relations that act
    both ways, which are no need.
    """
    found = {}
    for name, relation in relations.items():
        if relation.is_hard and relation.impact == "target_to_source":
            found[name] = True
        elif relation.is_hard and relation.impact == "source_to_target" and name != MEMBERSHIP:
            found[name] = False
    return found


def directed(source: str, target: str, is_forward: bool) -> tuple[str, str]:
    """A need, who first, as `hard_needs` tells the direction of a relation."""
    return (source, target) if is_forward else (target, source)


def maybe_on_circles(needs: Iterable[tuple[str, str]]) -> set[str]:
    """All that lie on a circle of these needs (who, whom), and whatever lies between two circles.

    Whoever needs nobody is taken away, then whoever needs only those, and so on; and the same from
    the other side (Kahn, 1962). The work grows with the number of needs.
    """
    ahead: defaultdict[str, set[str]] = defaultdict(set)
    back: defaultdict[str, set[str]] = defaultdict(set)
    for who, whom in needs:
        ahead[who].add(whom)
        back[whom].add(who)
    left = ahead.keys() & back.keys()
    _take_ends(left, ahead, back)
    _take_ends(left, back, ahead)
    return left


def _take_ends(left: set[str], forward: Mapping[str, set[str]], backward: Mapping[str, set[str]]) -> None:
    """Takes away who has nobody left ahead, again and again."""
    counts = {one: len(forward[one] & left) for one in left}
    ends = [one for one, count in counts.items() if not count]
    while ends:
        end = ends.pop()
        left.discard(end)
        for one in backward[end] & left:
            counts[one] -= 1
            if not counts[one]:
                ends.append(one)
