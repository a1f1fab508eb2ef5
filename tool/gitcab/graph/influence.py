"""One way in which an item feels others: a single relation, a redundancy group or a quorum."""

from collections.abc import Mapping
from dataclasses import dataclass

from gitcab.model.impact import State


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """What `causes` do to `affected` along one relation, named as in the record.

    `at_least` makes it a group: so many of `causes`, repeated ones counted as written, must work.
    `lost` are those that count as down whatever happens: not operational, or not there at all.
    `position` is that of a group in the relation's list in the affected item's record, None for a quorum.
    Two influences are never equal, so that each can be a node of a graph.
    """

    affected: str
    relation: str
    is_hard: bool
    causes: tuple[str, ...]
    at_least: int | None = None
    lost: frozenset[str] = frozenset()
    position: int | None = None

    def state(self, states: Mapping[str, State]) -> State:
        """The state it puts the affected item into, given the others' states (those not named are up)."""
        if self.at_least is None:
            return self._passed_on(states.get(self.causes[0], State.UP).felt)
        felt = sorted(self._felt(cause, states) for cause in self.causes)
        if self.at_least > len(felt):
            return State.DOWN
        passed = self._passed_on(felt[self.at_least - 1])
        return max(passed, State.AT_RISK) if felt[-1] > State.UP else passed

    def failed(self, states: Mapping[str, State]) -> tuple[str, ...]:
        """The causes that are not up, each once, in the order of their ids."""
        return tuple(sorted({cause for cause in self.causes if self._felt(cause, states) > State.UP}))

    def needed(self, state: State) -> State:
        """How bad a single cause must at least be to have a part in putting the affected item into `state`."""
        if state is State.AT_RISK:
            return State.DEGRADED
        return state if self.is_hard else State.DOWN

    @property
    def is_whole(self) -> bool:
        """Whether it is up, no redundancy lost, while nothing fails."""
        return self.state({}) is State.UP

    def _felt(self, cause: str, states: Mapping[str, State]) -> State:
        return State.DOWN if cause in self.lost else states.get(cause, State.UP).felt

    def _passed_on(self, felt: State) -> State:
        return felt if self.is_hard else felt.weakened
