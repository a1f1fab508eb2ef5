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

Written = tuple[str, str, int | None]
"""Which group: the item that feels it, the relation and its position in the relation's list; a quorum has none."""

Touch = tuple[str, str, str, bool | None, int | None]
"""A cause, a relation, the item that feels it, and whether the relation is hard; as a member of a group, None,
and the group's position. Plain tuples, because there are so many.
"""


class Surroundings(Protocol):
    """Where states spread. All is asked once a round."""

    def felt(self, causes: Collection[str]) -> Iterable[Touch]:
        """Who feels these items, along single relations and in groups."""
        ...

    def groups(self, written: Collection[Written]) -> Iterable[Influence]:
        """The groups and quorums that are written there."""
        ...

    def present(self, ids: Collection[str]) -> Iterable[str]:
        """Those of the ids that an item here has."""
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
        here.feel([cause for cause in changed if states[cause].felt is not _UP])
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

    def feel(self, causes: Collection[str]) -> None:
        """Takes what changed items do along single relations, and notes the groups that feel them."""
        states, arriving = self.states, self.arriving
        passing = {cause: _PASSED[states[cause]] for cause in causes}
        for cause, relation, affected, is_hard, position in self.around.felt(causes):
            if is_hard is None:
                self.groups[affected, relation, position] = None
                continue
            passed = passing[cause][is_hard]
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


def _settle(
    arriving: Mapping[str, Change], hits: Iterable[str], states: dict[str, State], changes: dict[str, list[Change]]
) -> list[str]:
    """Notes whatever is worse than before, and says who changed."""
    changed = [hit for hit in hits if arriving[hit].state > states.get(hit, _UP)]
    for hit in changed:
        states[hit] = arriving[hit].state
        changes.setdefault(hit, []).append(arriving[hit])
    return changed
