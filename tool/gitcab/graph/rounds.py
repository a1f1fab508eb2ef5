"""How states run along influences, in synchronous rounds, to the least fixed point."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from gitcab.graph.influence import Influence
from gitcab.graph.spread import Change, Spread
from gitcab.model.impact import State

_UP = State.UP
_PASSED = tuple((state.felt.weakened, state.felt) for state in State)
"""By the state of the cause: what a soft and what a hard relation passes on."""

QUORUM = -1
"""Stands for the position of a quorum, which is written nowhere."""

Written = tuple[str, str, int]
"""Which group: the item that feels it, the relation and its position in the relation's list, or QUORUM."""

Touch = tuple[str, str, str, int | None]
"""An item, the relation along which it feels another one, and that one; of a member of a group, its position as well.
Plain tuples, because there are so many; just as `edges_to` of an inventory tells them.
"""


def written_at(group: Influence) -> Written:
    """Where that group or quorum is written."""
    return group.affected, group.relation, QUORUM if group.position is None else group.position


class Surroundings(Protocol):
    """Where states spread. All is asked once a round."""

    @property
    def hardness(self) -> Mapping[str, bool]:
        """Whether each relation is hard."""
        ...

    def felt(self, causes: Collection[str]) -> Iterable[Touch]:
        """Who feels these items, along single relations and in groups."""
        ...

    def groups(self, written: Collection[Written]) -> Iterable[Influence]:
        """The groups and quorums that are written there."""
        ...


def spread(
    around: Surroundings, before: Mapping[str, State], roots: Mapping[str, State], first: Iterable[Influence] = ()
) -> Spread:
    """Puts the roots into states that hold without them, and lets every change be felt until none is left.

    `first` are groups to look at though nothing has changed yet. A round looks only at what may
    have changed; as states only ever get worse, there are at most three changes an item.
    """
    states, changes = dict(before), dict[str, list[Change]]()
    arriving = {root: Change(0, state) for root, state in roots.items() if state > before.get(root, _UP)}
    at, waiting = 0, tuple(first)
    while arriving or waiting:
        _settle(arriving, states, changes)
        at += 1
        here = _Round(around, states, at)
        here.feel([cause for cause in arriving if states[cause] > State.AT_RISK])  # redundancy lost is not felt
        here.feel_groups((*waiting, *around.groups(here.groups)))
        arriving, waiting = here.arriving, ()
    return Spread(before, states, changes)


@dataclass(slots=True)
class _Round:
    """What arrives in one round, felt from the states of the round before: of each item the worst, if it is worse."""

    around: Surroundings
    states: Mapping[str, State]
    at: int
    arriving: dict[str, Change] = field(default_factory=dict)
    groups: dict[Written, None] = field(default_factory=dict)

    def feel(self, causes: Collection[str]) -> None:
        """Takes what changed items do along single relations, and notes the groups that feel them."""
        states, arriving, hardness = self.states, self.arriving, self.around.hardness
        passing = {cause: _PASSED[states[cause]] for cause in causes}
        for affected, relation, cause, position in self.around.felt(causes):
            if position is not None:
                self.groups[affected, relation, position] = None
                continue
            passed = passing[cause][hardness[relation]]
            if passed > states.get(affected, _UP):
                known = arriving.get(affected)
                if known is None or _is_first(passed, cause, relation, known):
                    arriving[affected] = Change(self.at, passed, cause, relation)

    def feel_groups(self, groups: Iterable[Influence]) -> None:
        """Takes what these groups do."""
        for group in groups:
            hit, state = group.affected, group.state(self.states)
            known = self.arriving.get(hit)
            if known is not None and state == known.state:
                self.arriving[hit] = known._replace(groups=(*known.groups, group))
            elif state > (self.states.get(hit, _UP) if known is None else known.state):
                self.arriving[hit] = Change(self.at, state, groups=(group,))


def _is_first(state: State, cause: str, relation: str, known: Change) -> bool:
    """Whether that counts rather than what is known to arrive in the same round."""
    return (-state, cause, relation) < (-known.state, known.cause, known.relation)


def _settle(arriving: Mapping[str, Change], states: dict[str, State], changes: dict[str, list[Change]]) -> None:
    """Notes what has arrived."""
    for hit, change in arriving.items():
        states[hit] = change.state
        if hit in changes:
            changes[hit].append(change)
        else:
            changes[hit] = [change]
