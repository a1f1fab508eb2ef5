"""How states run along influences, in synchronous rounds, to the least fixed point."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from gitcab.graph.influence import Influence, Single
from gitcab.model.impact import GroupLoss, State, Step

_HARD = tuple(state.felt for state in State)
_SOFT = tuple(state.felt.weakened for state in State)
_SINGLE = -1
"""Stands before every group's order: of a single relation and a group of one name the single one is told."""


class Felt(NamedTuple):
    """All that is felt of some items: single relations, and each redundancy group or quorum once."""

    singles: Sequence[Single]
    groups: Sequence[Influence]


class Surroundings(Protocol):
    """Where states spread: who feels whom, asked once a round."""

    def felt_of(self, causes: Sequence[str]) -> Felt:
        """Along what these items are felt; groups that count them as lost anyway are left out."""
        ...

    def present(self, ids: Collection[str]) -> Collection[str]:
        """Those of the ids that an item here has, in the same order."""
        ...


class Change(NamedTuple):
    """In round `at` an item came into that state: by a single relation, of several the first by cause
    and relation, by groups, or by both.
    """

    at: int
    state: State
    single: tuple[str, str] | None = None
    groups: tuple[Influence, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """The states that were reached, and in which round each came about.

    Round 0 puts the roots in; each round after it is felt from the states of the round before.
    `before` and `states` name only items that are not up. Nothing here may be altered.
    """

    before: Mapping[str, State]
    states: Mapping[str, State]
    changes: Mapping[str, Sequence[Change]]
    _steps: dict[tuple[str, int], Step] = field(default_factory=dict, repr=False)

    def hops(self, id: str) -> int:
        """The round in which a changed item first had its final state."""
        return self.changes[id][-1].at

    def state(self, id: str, by: int) -> State:
        """The item's state at the end of that round; before round 0 it is the one without the roots."""
        past = [change.state for change in self.changes.get(id, ()) if change.at <= by]
        return past[-1] if past else self.before.get(id, State.UP)

    def back(self, id: str) -> Iterator[Step]:
        """From a changed item back to a root, one step for each hop."""
        affected = id
        for at in range(self.hops(id), 0, -1):
            step = self._step(affected, at)
            yield step
            affected = step.cause

    def _step(self, id: str, at: int) -> Step:
        """What put the item into the state that it first had in that round: the first by id, then relation."""
        if (id, at) not in self._steps:
            (change,) = (one for one in self.changes[id] if one.at == at)
            cause, relation, _, group = min(self._causes(change), key=lambda one: one[:3])
            self._steps[id, at] = Step(cause, relation, id, None if group is None else self._loss(group, at - 1))
        return self._steps[id, at]

    def _causes(self, change: Change) -> Iterator[tuple[str, str, int, Influence | None]]:
        if change.single:
            yield (*change.single, _SINGLE, None)
        for group in change.groups:
            for cause in self._newly(group, group.needed(change.state), change.at - 1):
                yield cause, group.relation, group.order, group

    def _newly(self, group: Influence, needed: State, at: int) -> Iterator[str]:
        """The members that became so bad in just that round."""
        for cause in set(group.causes) - group.lost:
            if self.state(cause, at).felt >= needed > self.state(cause, at - 1).felt:
                yield cause

    def _loss(self, group: Influence, at: int) -> GroupLoss:
        failed = group.failed({cause: self.state(cause, at) for cause in group.causes})
        return GroupLoss(group.at_least or 1, group.causes, failed)


def spread(
    around: Surroundings, before: Mapping[str, State], roots: Mapping[str, State], first: Iterable[Influence] = ()
) -> Spread:
    """Puts the roots into states that hold without them, and lets every change be felt until none is left.

    `first` are groups to look at though nothing has changed yet. A round looks only at what may
    have changed; as states only ever get worse, there are at most three changes an item.
    """
    states, changes = dict(before), dict[str, list[Change]]()
    changed = _settle({root: Change(0, state) for root, state in roots.items()}, states, changes)
    at, waiting = 0, tuple(first)
    while changed or waiting:
        at += 1
        felt = around.felt_of([one for one in changed if states[one].felt > State.UP])
        arriving = _by_singles(felt.singles, states, at)
        _by_groups((*waiting, *felt.groups), states, at, arriving)
        changed = _settle({hit: arriving[hit] for hit in around.present(arriving)}, states, changes)
        waiting = ()
    return Spread(before, states, changes)


def _by_singles(singles: Iterable[Single], states: Mapping[str, State], at: int) -> dict[str, Change]:
    """The worst that reaches each item along single relations, where it is worse than its state."""
    worst: dict[str, tuple[State, str, str]] = {}
    for cause, relation, affected, is_hard in singles:
        state = (_HARD if is_hard else _SOFT)[states[cause]]
        if state > states.get(affected, State.UP):
            known = worst.get(affected)
            if known is None or state > known[0] or (state == known[0] and (cause, relation) < known[1:]):
                worst[affected] = (state, cause, relation)
    return {hit: Change(at, state, (cause, relation)) for hit, (state, cause, relation) in worst.items()}


def _by_groups(groups: Iterable[Influence], states: Mapping[str, State], at: int, arriving: dict[str, Change]) -> None:
    """Adds what reaches the items by their groups, of each item the worst."""
    for group in groups:
        hit, state = group.affected, group.state(states)
        known = arriving.get(hit)
        if known is not None and state == known.state:
            arriving[hit] = known._replace(groups=(*known.groups, group))
        elif state > (states.get(hit, State.UP) if known is None else known.state):
            arriving[hit] = Change(at, state, None, (group,))


def _settle(arriving: Mapping[str, Change], states: dict[str, State], changes: dict[str, list[Change]]) -> list[str]:
    """Notes whatever is worse than before, and says who changed."""
    changed = [hit for hit, change in arriving.items() if change.state > states.get(hit, State.UP)]
    for hit in changed:
        states[hit] = arriving[hit].state
        changes.setdefault(hit, []).append(arriving[hit])
    return changed
