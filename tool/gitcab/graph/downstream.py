"""What items can reach, looked up round by round while their failure spreads: nothing else is asked for."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gitcab.graph.influence import Influence
from gitcab.graph.rounds import Touch, Written, spread
from gitcab.graph.spread import Spread
from gitcab.graph.wiring import Wiring
from gitcab.model.impact import State
from gitcab.model.item import Item
from gitcab.model.relation import MEMBERSHIP


@dataclass(frozen=True)
class Downstream:
    """Keeps what it was asked for; the inventory is told once a round what it will be asked for next.

    `items` are those that were reached so far, or are not up with nothing lost.
    """

    wiring: Wiring
    items: dict[str, Item] = field(default_factory=dict)
    _groups: dict[Written, Influence] = field(default_factory=dict)
    _drawn: set[str] = field(default_factory=set)

    @cached_property
    def baseline(self) -> Mapping[str, State]:
        """The states of those that are not up with nothing lost: groups that cannot hold, and whom these hit."""
        self._draw(self.wiring.inventory.fragile())
        broken = [group for group in self._groups.values() if not group.is_whole]
        return spread(self, {}, {}, broken).states

    def spread(self, roots: Mapping[str, State]) -> Spread:
        """How the roots' states run through the estate as it stands; roots that no record describes hit nobody."""
        return spread(self, self.baseline, {root: roots[root] for root in self.present(roots)})

    def felt(self, causes: Collection[str]) -> Iterator[Touch]:
        """Who feels these items, along single relations and in groups."""
        inventory, by_source, by_target = self.wiring.inventory, self.wiring.felt_by_source, self.wiring.felt_by_target
        for source, relation, target, position in inventory.edges_to(causes, by_source):
            yield target, relation, source, by_source[relation] if position is None else None, position
        for source, relation, target, _ in inventory.edges_from(causes, by_target):
            yield source, relation, target, None if relation == MEMBERSHIP else by_target[relation], None

    def groups(self, written: Collection[Written]) -> Iterator[Influence]:
        """The groups and quorums that are written there."""
        self._draw({affected for affected, *_ in written} - self._drawn)
        return (self._groups[one] for one in written if one in self._groups)

    def present(self, ids: Collection[str]) -> Iterable[str]:
        """Those of the ids that an item has."""
        unknown = [one for one in ids if one not in self.items]
        if unknown:
            self.wiring.inventory.expect(unknown, links=False)
            found = ((one, self.wiring.item(one)) for one in unknown)
            self.items.update((one, item) for one, item in found if item is not None)
        return (one for one in ids if one in self.items)

    def _draw(self, ids: Collection[str]) -> None:
        """Looks up all groups and quorums on these items."""
        self._drawn.update(ids)
        here = sorted(self.present(ids))
        self.wiring.inventory.expect(here)
        self.wiring.inventory.expect({cause for one in here for cause in self.wiring.causes_on(one)}, links=False)
        for group in (group for one in here for group in self.wiring.groups_on(self.items[one])):
            self._groups[group.affected, group.relation, group.position] = group
