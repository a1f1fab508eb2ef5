"""What items can reach, looked up wave by wave while their failure spreads: nothing else of the estate is asked for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gitcab.graph.influence import Influence, Single
from gitcab.graph.spread import Felt, Spread, spread
from gitcab.graph.wiring import QUORUM, Wiring, written_at
from gitcab.model.impact import State
from gitcab.model.item import Item
from gitcab.model.relation import MEMBERSHIP
from gitcab.model.source import Route

_Groups = Mapping[Route, Influence]


@dataclass(frozen=True)
class Downstream:
    """Keeps what it was asked for; the inventory is told once a wave what it will be asked for next.

    `items` are those that were reached so far, or are not up with nothing lost.
    """

    wiring: Wiring
    items: dict[str, Item] = field(default_factory=dict)
    _groups: dict[str, _Groups] = field(default_factory=dict)

    @cached_property
    def baseline(self) -> Mapping[str, State]:
        """The states of those that are not up with nothing lost: groups that cannot hold, and whom these hit."""
        fragile = sorted(self.wiring.inventory.fragile())
        self._draw(fragile)
        broken = [group for one in fragile for group in self._groups[one].values() if not group.is_whole]
        return spread(self, {}, {}, broken).states

    def spread(self, roots: Mapping[str, State]) -> Spread:
        """How the roots' states run through the estate as it stands; roots that no record describes hit nobody."""
        return spread(self, self.baseline, {root: roots[root] for root in self.present(roots)})

    def present(self, ids: Collection[str]) -> Collection[str]:
        """Those of the ids that an item has."""
        unknown = [one for one in ids if one not in self.items]
        self.wiring.inventory.expect(unknown)
        for one in unknown:
            item = self.wiring.item(one)
            if item is not None:
                self.items[one] = item
        return [one for one in ids if one in self.items]

    def felt_of(self, causes: Sequence[str]) -> Felt:
        """Along what these items are felt."""
        singles: list[Single] = []
        keys: dict[tuple[str, Route], None] = {}
        for cause in causes:
            singles += self._singles(cause)
            if self.items[cause].is_operational:
                keys.update(dict.fromkeys(self._groups_with(cause)))
        self._draw([affected for affected, _ in keys])
        groups = [self._groups[affected].get(route) for affected, route in keys]
        return Felt(singles, [group for group in groups if group is not None])

    def _singles(self, cause: str) -> Iterator[Single]:
        hits_source, hits_target = self.wiring.felt_by_source, self.wiring.felt_by_target
        for link in self.wiring.inventory.links_to(cause):
            if link.group is None and link.relation in hits_source:
                yield cause, link.relation, link.source, hits_source[link.relation]
        for link in self.wiring.inventory.links_from(cause):
            if link.relation in hits_target and link.relation != MEMBERSHIP:
                yield cause, link.relation, link.target, hits_target[link.relation]

    def _groups_with(self, cause: str) -> Iterator[tuple[str, Route]]:
        """Whose groups and quorums have it as a member, and where they are written."""
        for link in self.wiring.inventory.links_to(cause):
            if link.group is not None and link.relation in self.wiring.felt_by_source:
                yield link.source, written_at(link)
        if MEMBERSHIP in self.wiring.felt_by_target:
            for link in self.wiring.inventory.links_from(cause):
                if link.relation == MEMBERSHIP:
                    yield link.target, QUORUM

    def _draw(self, ids: Sequence[str]) -> None:
        """Looks up all groups and quorums on these items."""
        new = [one for one in dict.fromkeys(ids) if one not in self._groups]
        here = self.present(new)
        self.wiring.inventory.expect({cause for one in here for cause in self.wiring.causes_on(one)})
        self._groups.update((one, {}) for one in new)
        self._groups.update((one, dict(self.wiring.groups_on(self.items[one]))) for one in here)
