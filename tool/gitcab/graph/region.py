"""The region of the dependency graph that an item depends on, drawn whole because it is asked many times."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gitcab.graph.influence import Influence, Single
from gitcab.graph.spread import Felt, Spread, spread
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
        broken = [one for ones in self.influences.values() for one in ones if not one.is_whole]
        return spread(self, {}, {}, broken).states

    def spread(self, roots: Mapping[str, State]) -> Spread:
        """How the roots' states run through the region as it stands."""
        return spread(self, self.baseline, {root: state for root, state in roots.items() if root in self.items})

    def felt_of(self, causes: Sequence[str]) -> Felt:
        """Along what these items are felt in the region."""
        singles = [single for cause in causes for single in self._singles.get(cause, ())]
        groups = dict.fromkeys(group for cause in causes for group in self.groups_with(cause))
        return Felt(singles, tuple(groups))

    def present(self, ids: Collection[str]) -> Collection[str]:
        """All of them: the region has no influence on anything else."""
        return ids

    def groups_with(self, member: str) -> Sequence[Influence]:
        """The groups and quorums that feel that item."""
        return self._groups.get(member, ())

    @cached_property
    def _singles(self) -> Mapping[str, list[Single]]:
        singles: dict[str, list[Single]] = defaultdict(list)
        for one in self._all:
            if one.at_least is None:
                singles[one.causes[0]].append((one.causes[0], one.relation, one.affected, one.is_hard))
        return singles

    @cached_property
    def _groups(self) -> Mapping[str, list[Influence]]:
        groups: dict[str, list[Influence]] = defaultdict(list)
        for one in self._all:
            if one.at_least is not None:
                for member in felt_causes(one):
                    groups[member].append(one)
        return groups

    @property
    def _all(self) -> Iterator[Influence]:
        return (one for ones in self.influences.values() for one in ones)


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
        wiring.inventory.expect({cause for one in wave for cause in wiring.causes_on(one)})
        known = {one: item for one in wave if (item := wiring.item(one)) is not None}
        items |= known
        for one, item in known.items():
            influences[one] = tuple(wiring.influences_on(item))
        felt = (cause for one in known for influence in influences[one] for cause in felt_causes(influence))
        wave = [cause for cause in dict.fromkeys(felt) if cause not in found]
        found.update(wave)
    return Region(items, influences)
