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
    _written: set[str] = field(default_factory=set)

    @cached_property
    def baseline(self) -> Mapping[str, State]:
        """The states of those that are not up with nothing lost: groups that cannot hold, and whom these hit."""
        fragile = self.wiring.inventory.fragile()
        self._draw_groups(fragile)
        self._draw_quorums(fragile)
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
        self._draw_groups({affected for affected, _, position in written if position is not None})
        self._draw_quorums({affected for affected, _, position in written if position is None})
        return (self._groups[one] for one in written if one in self._groups)

    def present(self, ids: Collection[str]) -> Iterable[str]:
        """Those of the ids that an item has."""
        unknown = [one for one in ids if one not in self.items]
        if unknown:
            self.wiring.inventory.expect(unknown, links=False)
            found = ((one, self.wiring.item(one)) for one in unknown)
            self.items.update((one, item) for one, item in found if item is not None)
        return (one for one in ids if one in self.items)

    def _draw_groups(self, ids: Collection[str]) -> None:
        """Looks up the redundancy groups that are written in the records of these items."""
        new = [one for one in ids if one not in self._written]
        self._written.update(new)
        inventory = self.wiring.inventory
        inventory.expect(new)
        links = (link for one in new for link in inventory.links_from(one))
        inventory.expect({link.target for link in links if link.group is not None}, links=False)
        for group in (group for one in self.present(new) for group in self.wiring.groups_of(one)):
            self._groups[group.affected, group.relation, group.position] = group

    def _draw_quorums(self, ids: Collection[str]) -> None:
        """Looks up the quorums on these items."""
        new = [one for one in ids if (one, MEMBERSHIP, None) not in self._groups]
        if not new or MEMBERSHIP not in self.wiring.felt_by_target:
            return
        members: dict[str, list[str]] = {}
        for source, _, target, _ in self.wiring.inventory.edges_to(new, {MEMBERSHIP}):
            members.setdefault(target, []).append(source)
        self.wiring.inventory.expect({one for ones in members.values() for one in ones}, links=False)
        for pool in self.present(members):
            self._groups[pool, MEMBERSHIP, None] = self.wiring.quorum(self.items[pool], members[pool])
