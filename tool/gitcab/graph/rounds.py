"""How states run along influences, in synchronous rounds, to the least fixed point."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gitcab.graph.influence import Influence
from gitcab.graph.spread import Change, Spread
from gitcab.graph.wiring import Wiring
from gitcab.model.impact import State
from gitcab.model.relation import MEMBERSHIP, Link
from gitcab.model.source import Route

_UP = State.UP
_PASSED = tuple((state.felt.weakened, state.felt) for state in State)
"""By the state of the cause: what a soft and what a hard relation passes on."""

Written = tuple[str, Route]
"""Where a group is written: on which item, and where in its record; a quorum nowhere."""


class Surroundings(Protocol):
    """Where states spread: who is related to whom, and along which relations impact travels."""

    @property
    def wiring(self) -> Wiring:
        """Which relations are felt by whom."""
        ...

    def links_to(self, id: str) -> Sequence[Link]:
        """The relations in which others name that item."""
        ...

    def links_from(self, id: str) -> Sequence[Link]:
        """The relations of that item."""
        ...

    def groups(self, written: Collection[Written]) -> Iterable[Influence]:
        """The groups and quorums that are written there. Asked once a round."""
        ...

    def present(self, ids: Collection[str]) -> Iterable[str]:
        """Those of the ids that an item here has. Asked once a round."""
        ...


def spread(
    around: Surroundings, before: Mapping[str, State], roots: Mapping[str, State], first: Iterable[Influence] = ()
) -> Spread:
    """Puts the roots into states that hold without them, and lets every change be felt until none is left.

    `first` are groups to look at though nothing has changed yet. A round looks only at what may
    have changed; as states only ever get worse, there are at most three changes an item.
    """
    states, changes = dict(before), dict[str, list[Change]]()
    changed = _settle({root: Change(0, state) for root, state in roots.items()}, roots, states, changes)
    at, waiting = 0, tuple(first)
    while changed or waiting:
        at += 1
        here = _Round(around, states, at)
        for cause in changed:
            here.feel(cause)
        here.feel_groups((*waiting, *around.groups(here.groups)))
        changed = _settle(here.arriving, around.present(here.arriving), states, changes)
        waiting = ()
    return Spread(before, states, changes)


@dataclass(slots=True)
class _Round:
    """What arrives in one round, felt from the states of the round before: of each item the worst."""

    around: Surroundings
    states: Mapping[str, State]
    at: int
    arriving: dict[str, Change] = field(default_factory=dict)
    groups: dict[Written, None] = field(default_factory=dict)

    def feel(self, cause: str) -> None:
        """Takes what a changed item does along single relations, and notes the groups that feel it."""
        passed = _PASSED[self.states[cause]]
        if passed[True] is not _UP:
            self._by_sources(cause, passed)
            self._by_targets(cause, passed)

    def _by_sources(self, cause: str, passed: tuple[State, State]) -> None:
        hard = self.around.wiring.felt_by_source
        for source, relation, _, route, group in self.around.links_to(cause):
            if relation not in hard:
                continue
            if group is not None:
                self.groups[source, route[:-2]] = None
            elif passed[hard[relation]] > self.states.get(source, _UP):
                self._arrive(source, passed[hard[relation]], cause, relation)

    def _by_targets(self, cause: str, passed: tuple[State, State]) -> None:
        hard = self.around.wiring.felt_by_target
        for _, relation, target, _, _ in self.around.links_from(cause):
            if relation not in hard:
                continue
            if relation == MEMBERSHIP:
                self.groups[target, ()] = None
            elif passed[hard[relation]] > self.states.get(target, _UP):
                self._arrive(target, passed[hard[relation]], cause, relation)

    def _arrive(self, hit: str, state: State, cause: str, relation: str) -> None:
        known = self.arriving.get(hit)
        if known is None or (-state, cause, relation) < (-known.state, known.cause, known.relation):
            self.arriving[hit] = Change(self.at, state, cause, relation)

    def feel_groups(self, groups: Iterable[Influence]) -> None:
        """Takes what these groups do."""
        for group in groups:
            hit, state = group.affected, group.state(self.states)
            known = self.arriving.get(hit)
            if known is not None and state == known.state:
                self.arriving[hit] = known._replace(groups=(*known.groups, group))
            elif state > (self.states.get(hit, _UP) if known is None else known.state):
                self.arriving[hit] = Change(self.at, state, groups=(group,))


def _settle(
    arriving: Mapping[str, Change], hits: Iterable[str], states: dict[str, State], changes: dict[str, list[Change]]
) -> list[str]:
    """Notes whatever is worse than before, and says who changed."""
    changed = [hit for hit in hits if arriving[hit].state > states.get(hit, _UP)]
    for hit in changed:
        states[hit] = arriving[hit].state
        changes.setdefault(hit, []).append(arriving[hit])
    return changed
