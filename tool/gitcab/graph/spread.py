"""How states run through a graph of influences, in synchronous rounds, to the least fixed point."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gitcab.graph.influence import Graph, Influence
from gitcab.model.impact import GroupLoss, State, Step

_Changes = dict[str, list[tuple[int, State]]]
_Candidate = tuple[str, str, bool, int, Influence]


@dataclass(frozen=True, slots=True)
class Spread:
    """The states that were reached, and in which round each came about.

    Round 0 puts the roots in; each round after it is felt from the states of the round before.
    `before` and `states` name only items that are not up. Nothing here may be altered.
    """

    graph: Graph
    before: Mapping[str, State]
    states: Mapping[str, State]
    changes: Mapping[str, list[tuple[int, State]]]
    _steps: dict[tuple[str, int], Step] = field(default_factory=dict, repr=False)

    def hops(self, id: str) -> int:
        """The round in which a changed item first had its final state."""
        return self.changes[id][-1][0]

    def state(self, id: str, by: int) -> State:
        """The item's state at the end of that round; before round 0 it is the one without the roots."""
        past = [state for at, state in self.changes.get(id, ()) if at <= by]
        return past[-1] if past else self.before.get(id, State.UP)

    def path(self, id: str) -> tuple[Step, ...]:
        """From a root to a changed item, one step for each hop."""
        steps: list[Step] = []
        for at in range(self.hops(id), 0, -1):
            steps.append(self._step(steps[-1].cause if steps else id, at))
        return tuple(reversed(steps))

    def _step(self, id: str, at: int) -> Step:
        """What put the item into the state that it first had in that round: the first by id, then relation."""
        if (id, at) not in self._steps:
            cause, relation, _, _, influence = min(self._candidates(id, at))
            self._steps[id, at] = Step(cause, relation, id, self._loss(influence, at - 1))
        return self._steps[id, at]

    def _candidates(self, id: str, at: int) -> Iterator[_Candidate]:
        state = self.state(id, at)
        for order, influence in enumerate(self.graph.predecessors(id)):
            if influence.state(self._states_of(influence, at - 1)) >= state:
                for cause in self._newly(influence, influence.needed(state), at - 1):
                    yield cause, influence.relation, influence.at_least is not None, order, influence

    def _newly(self, influence: Influence, needed: State, at: int) -> Iterator[str]:
        """The causes that became so bad in just that round."""
        for cause in set(influence.causes) - influence.lost:
            if self.state(cause, at).felt >= needed > self.state(cause, at - 1).felt:
                yield cause

    def _loss(self, influence: Influence, at: int) -> GroupLoss | None:
        if influence.at_least is None:
            return None
        return GroupLoss(influence.at_least, influence.causes, influence.failed(self._states_of(influence, at)))

    def _states_of(self, influence: Influence, at: int) -> Mapping[str, State]:
        return {cause: self.state(cause, at) for cause in influence.causes}


def spread(
    graph: Graph, before: Mapping[str, State], roots: Mapping[str, State], first: Iterable[Influence] = ()
) -> Spread:
    """Puts the roots into states that hold without them, and lets every change be felt until none is left.

    `first` are influences to look at though nothing has changed yet. A round looks only at what may
    have changed; as states only ever get worse, there are at most three changes an item.
    """
    states, changes = dict(before), _Changes()
    changed = _settle(roots, states, changes)
    touched = [*first, *_influenced(graph, changed)]
    at = 0
    while touched:
        at += 1
        changed = _settle(_arriving(touched, states), states, changes, at)
        touched = _influenced(graph, changed)
    return Spread(graph, before, states, changes)


def _arriving(influences: Iterable[Influence], states: Mapping[str, State]) -> Mapping[str, State]:
    """The worst that reaches each item."""
    arriving: dict[str, State] = {}
    for influence in influences:
        state = influence.state(states)
        arriving[influence.affected] = max(state, arriving.get(influence.affected, State.UP))
    return arriving


def _settle(arriving: Mapping[str, State], states: dict[str, State], changes: _Changes, at: int = 0) -> list[str]:
    """Notes whatever is worse than before, and says who changed."""
    changed = [hit for hit, state in arriving.items() if state > states.get(hit, State.UP)]
    for hit in changed:
        states[hit] = arriving[hit]
        changes.setdefault(hit, []).append((at, arriving[hit]))
    return changed


def _influenced(graph: Graph, changed: Iterable[str]) -> list[Influence]:
    """The influences of those that changed, each once."""
    return list(dict.fromkeys(one for cause in changed for one in graph.successors(cause)))
