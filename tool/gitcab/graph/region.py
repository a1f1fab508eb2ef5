"""The region of the dependency graph that an item depends on, drawn whole because it is asked many times."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gitcab.graph.influence import Influence
from gitcab.graph.rounds import Touch, Written, spread, written_at
from gitcab.graph.spread import Spread
from gitcab.graph.wiring import Wiring
from gitcab.model.impact import State
from gitcab.model.item import Item


@dataclass(frozen=True)
class Region:
    """Some items and all that each of them feels; whatever they feel is in it as well, so states in it are exact."""

    items: Mapping[str, Item]
    influences: Mapping[str, tuple[Influence, ...]]

    @cached_property
    def baseline(self) -> Mapping[str, State]:
        """The states of those that are not up with nothing lost: groups that cannot hold, and whom these hit."""
        return spread(self, {}, {}, [one for one in self._groups.values() if not one.is_whole]).states

    def spread(self, roots: Mapping[str, State]) -> Spread:
        """How the roots' states run through the region as it stands."""
        return spread(self, self.baseline, {root: state for root, state in roots.items() if root in self.items})

    def felt(self, causes: Collection[str]) -> Iterator[Touch]:
        """Who feels these items, along single relations and in groups."""
        return (touch for cause in causes for touch in self._touches.get(cause, ()))

    def groups(self, written: Collection[Written]) -> Iterator[Influence]:
        """The groups and quorums that are written there."""
        return (self._groups[one] for one in written if one in self._groups)

    def groups_with(self, member: str) -> Sequence[Influence]:
        """The groups and quorums that feel that item."""
        return self._groups_by_member.get(member, ())

    @cached_property
    def hardness(self) -> Mapping[str, bool]:
        """Whether each relation is hard."""
        return {one.relation: one.is_hard for ones in self.influences.values() for one in ones}

    @cached_property
    def _touches(self) -> Mapping[str, list[Touch]]:
        touches: dict[str, list[Touch]] = defaultdict(list)
        for one in (one for ones in self.influences.values() for one in ones):
            position = written_at(one)[2] if one.at_least is not None else None
            for cause in felt_causes(one):
                touches[cause].append((one.affected, one.relation, cause, position))
        return touches

    @cached_property
    def _groups(self) -> Mapping[Written, Influence]:
        every = (one for ones in self.influences.values() for one in ones)
        return {written_at(one): one for one in every if one.at_least is not None}

    @cached_property
    def _groups_by_member(self) -> Mapping[str, list[Influence]]:
        groups: dict[str, list[Influence]] = defaultdict(list)
        for one in self._groups.values():
            for member in felt_causes(one):
                groups[member].append(one)
        return groups


def felt_causes(influence: Influence) -> Iterator[str]:
    """Those of whom something new can come, each once: members that are lost anyway are left out."""
    return (cause for cause in dict.fromkeys(influence.causes) if cause not in influence.lost)


def upstream(wiring: Wiring, ids: Iterable[str]) -> Region:
    """The region that holds these items and everything that can reach them."""
    items: dict[str, Item] = {}
    influences: dict[str, tuple[Influence, ...]] = {}
    found = set(wave := list(dict.fromkeys(ids)))
    while wave:
        wiring.inventory.expect(wave)
        wiring.inventory.expect({cause for one in wave for cause in wiring.causes_on(one)}, links=False)
        known = {one: item for one in wave if (item := wiring.item(one)) is not None}
        items |= known
        for one, item in known.items():
            influences[one] = tuple(wiring.influences_on(item))
        felt = (cause for one in known for influence in influences[one] for cause in felt_causes(influence))
        wave = [cause for cause in dict.fromkeys(felt) if cause not in found]
        found.update(wave)
    return Region(items, influences)
