"""What items can reach, looked up round by round while their failure spreads: nothing else is asked for."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from gitcab.graph.influence import Influence
from gitcab.graph.rounds import QUORUM, Touch, Written, spread
from gitcab.graph.spread import Spread
from gitcab.graph.wiring import Wiring
from gitcab.model.impact import State
from gitcab.model.relation import MEMBERSHIP


@dataclass(frozen=True)
class Downstream:
    """Keeps what it was asked for; the inventory is told once a round what it will be asked for next."""

    wiring: Wiring
    _groups: dict[Written, Influence] = field(default_factory=dict)
    _written: set[str] = field(default_factory=set)

    @cached_property
    def baseline(self) -> Mapping[str, State]:
        """The states of those that are not up with nothing lost: groups that cannot hold, and whom these hit."""
        self._draw_groups(self._fragile)
        self._draw_quorums(self._fragile)
        broken = [group for group in self._groups.values() if not group.is_whole]
        return spread(self, {}, {}, broken).states

    @cached_property
    def _fragile(self) -> Collection[str]:
        """Only in groups and quorums of these may a member be lost whatever happens."""
        return self.wiring.inventory.fragile()

    def spread(self, roots: Mapping[str, State]) -> Spread:
        """How the roots' states run through the estate as it stands; roots that no record describes hit nobody."""
        self.wiring.inventory.expect(roots, links=False)
        there = {root: state for root, state in roots.items() if self.wiring.item(root) is not None}
        return spread(self, self.baseline, there)

    @property
    def hardness(self) -> Mapping[str, bool]:
        """Whether each relation is hard."""
        return self.wiring.hardness

    def felt(self, causes: Collection[str]) -> Iterable[Touch]:
        """Who feels these items, along single relations and in groups."""
        return chain(self.wiring.inventory.edges_to(causes, self.wiring.felt_by_source), self._felt_by_targets(causes))

    def groups(self, written: Collection[Written]) -> Iterator[Influence]:
        """The groups and quorums that are written there."""
        self._draw_groups({affected for affected, _, position in written if position != QUORUM})
        self._draw_quorums({affected for affected, _, position in written if position == QUORUM})
        return (self._groups[one] for one in written if one in self._groups)

    def _felt_by_targets(self, causes: Collection[str]) -> Iterator[Touch]:
        """Those of the items named by these that feel it, as far as there are such items."""
        edges = list(self.wiring.inventory.edges_from(causes, self.wiring.felt_by_target))
        self.wiring.inventory.expect({target for _, _, target, _ in edges}, links=False)
        for cause, relation, affected, _ in edges:
            if self.wiring.item(affected) is not None:
                yield affected, relation, cause, QUORUM if relation == MEMBERSHIP else None

    def _draw_groups(self, ids: Collection[str]) -> None:
        """Looks up the redundancy groups that are written in the records of these items."""
        new = [one for one in ids if one not in self._written]
        self._written.update(new)
        felt, fragile = self.wiring.felt_by_source, self._fragile
        groups = [one for one in self.wiring.inventory.groups_of(new) if one[1] in felt]
        members = (member for whose, _, _, group in groups if whose in fragile for member in group.of)
        self.wiring.inventory.expect({*members}, links=False)
        for written in groups:
            self._groups[written[:3]] = self.wiring.group(written, is_whole=written[0] not in fragile)

    def _draw_quorums(self, ids: Collection[str]) -> None:
        """Looks up the quorums on these items."""
        new = [one for one in ids if (one, MEMBERSHIP, QUORUM) not in self._groups]
        if not new or MEMBERSHIP not in self.wiring.felt_by_target:
            return
        members: dict[str, list[str]] = {}
        for source, _, target, _ in self.wiring.inventory.edges_to(new, {MEMBERSHIP}):
            members.setdefault(target, []).append(source)
        fragile = self._fragile
        felt = (one for pool, counted in members.items() if pool in fragile for one in counted)
        self.wiring.inventory.expect({*members, *felt}, links=False)
        for pool, counted in members.items():
            item = self.wiring.item(pool)
            if item is not None:
                self._groups[pool, MEMBERSHIP, QUORUM] = self.wiring.quorum(item, counted, is_whole=pool not in fragile)
