"""Which states came about when, and what put each item into its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gitcab.graph.influence import Influence
from gitcab.model.impact import GroupLoss, State, Step


class Change(NamedTuple):
    """In round `at` an item came into that state: by `groups`, or along a single relation from `cause`
    (of several the first by id, then relation; empty where there is none), or by both.
    """

    at: int
    state: State
    cause: str = ""
    relation: str = ""
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

    def last(self, id: str) -> Step:
        """The step that put a changed item into its final state. Raises IndexError for a root that stays as it is."""
        change = self.changes[id][-1]
        if change.at == 0:
            raise IndexError(id)
        return self._step(id, change.at) if change.groups else Step(change.cause, change.relation, id)

    def _step(self, id: str, at: int) -> Step:
        """What put the item into the state that it first had in that round: the first by id, then relation."""
        changes = self.changes[id]
        change = changes[-1] if changes[-1].at == at else next(one for one in changes if one.at == at)
        if not change.groups:
            return Step(change.cause, change.relation, id)
        if (id, at) not in self._steps:
            self._steps[id, at] = min(self._ways_into(id, change), key=lambda way: way[0])[1]
        return self._steps[id, at]

    def _ways_into(self, id: str, change: Change) -> Iterator[tuple[tuple[str, str, int, int], Step]]:
        """Each with its rank: of one cause and relation the single one, then groups as written, then the quorum."""
        if change.cause:
            yield (change.cause, change.relation, 0, 0), Step(change.cause, change.relation, id)
        for group in change.groups:
            rank, loss = (2 if group.position is None else 1), self._loss(group, change.at - 1)
            for cause in self._newly(group, group.needed(change.state), change.at - 1):
                yield (cause, group.relation, rank, group.position or 0), Step(cause, group.relation, id, loss)

    def _newly(self, group: Influence, needed: State, at: int) -> Iterator[str]:
        """The members that became so bad in just that round."""
        for cause in set(group.causes) - group.lost:
            if self.state(cause, at).felt >= needed > self.state(cause, at - 1).felt:
                yield cause

    def _loss(self, group: Influence, at: int) -> GroupLoss:
        failed = group.failed({cause: self.state(cause, at) for cause in group.causes})
        return GroupLoss(group.at_least or 0, group.causes, failed)
