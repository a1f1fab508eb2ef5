"""Where changes that run at once could together do what none of them does alone, on one ground.

Only a redundancy group (or quorum) makes several losses worse than each. So as changes begin and end,
only the groups that they hit are looked at, and nothing is spread while no group gives way jointly.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gitcab.graph.ground import Ground, Reach
from gitcab.graph.influence import Influence
from gitcab.model.impact import State
from gitcab.planning.conflicts._footprint import Phase

_LEVELS = (State.DEGRADED, State.DOWN)


class Watch:
    """The phases that run now, by the groups that they hit."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._reaches: dict[Phase, tuple[Reach, ...]] = {}
        self._hitting: dict[Influence, dict[Phase, State]] = defaultdict(dict)
        self._giving_way: dict[Influence, None] = {}
        self._stirred = False

    @classmethod
    def over(cls, ground: Ground, running: Iterable[Phase]) -> "Watch":
        """A watch on a ground that has come about while these run."""
        watch = cls(ground)
        for phase in running:
            watch.enter(phase)
        watch._stirred = True
        return watch

    def enter(self, phase: Phase) -> None:
        """The phase begins."""
        self._reaches[phase] = phase.reaches(self.ground)
        for group in self._groups_of(phase):
            self._hitting[group][phase] = self._alone(group, phase)
            self._look_at(group)

    def leave(self, phase: Phase) -> None:
        """The phase ends."""
        for group in self._groups_of(phase):
            del self._hitting[group][phase]
            self._look_at(group)
        del self._reaches[phase]

    def is_stirred(self) -> bool:
        """Whether anything has changed since this was last asked that may change who falls jointly."""
        stirred, self._stirred = self._stirred, False
        return stirred

    def suspects(self) -> Mapping[str, frozenset[str]]:
        """The items that some of the changes may take down only together, each with all changes that may have a part.

        None that is taken down so is missing.
        """
        if not self._giving_way:
            return {}
        hits, visited = self._spread_on()
        parts: dict[str, set[str]] = defaultdict(set)
        for group in visited:
            changes = {phase.rfc for phase in self._hitting.get(group, ())}
            for item in self._downstream(group, hits):
                parts[item] |= changes
        return {item: frozenset(rfcs) for item, rfcs in parts.items() if hits[item] is State.DOWN and len(rfcs) > 1}

    def _groups_of(self, phase: Phase) -> dict[Influence, None]:
        return dict.fromkeys(group for reach in self._reaches[phase] for group in reach.groups)

    def _look_at(self, group: Influence) -> None:
        gives_way = self._gives_way(group)
        self._stirred |= gives_way or bool(self._giving_way)
        if gives_way:
            self._giving_way[group] = None
        else:
            self._giving_way.pop(group, None)

    def _gives_way(self, group: Influence) -> bool:
        """Whether those changes that do not bring it to a level alone do so together."""
        alone = self._hitting[group]
        for level in _LEVELS:
            weak = [phase for phase, state in alone.items() if state < level]
            if len(weak) > 1 and group.state(self._members(group, weak)) >= level:
                return True
        return False

    def _alone(self, group: Influence, phase: Phase) -> State:
        """What the phase brings the group to."""
        return max(group.state(self._standing(reach)) for reach in self._reaches[phase])

    def _standing(self, reach: Reach) -> Mapping[str, State]:
        return {**self.ground.baseline, **reach.states} if self.ground.baseline else reach.states

    def _members(self, group: Influence, phases: Iterable[Phase]) -> dict[str, State]:
        """The worst that these phases do to each member, whichever item a rolling change has in hand."""
        states = {one: self.ground.baseline.get(one, State.UP) for one in group.causes}
        for reach in (reach for phase in phases for reach in self._reaches[phase]):
            for one in states:
                states[one] = max(states[one], reach.states.get(one, State.UP))
        return states

    def _spread_on(self) -> tuple[Mapping[str, State], Mapping[Influence, None]]:
        """What the groups that give way may do further on, and the groups that are met there."""
        hits: dict[str, State] = {}
        visited: dict[Influence, None] = dict(self._giving_way)
        waiting = [(group.affected, self._state(group, hits)) for group in visited]
        while waiting:
            item, state = waiting.pop()
            if state <= hits.get(item, State.UP):
                continue
            hits[item] = state
            singles = self.ground.singles.get(item, ())
            waiting += [(one.affected, state if one.is_hard else state.weakened) for one in singles]
            for group in self.ground.groups.get(item, ()):
                visited[group] = None
                waiting.append((group.affected, self._state(group, hits)))
        return hits, visited

    def _state(self, group: Influence, hits: Mapping[str, State]) -> State:
        members = self._members(group, self._hitting.get(group, ()))
        return group.state({one: max(state, hits.get(one, State.UP)) for one, state in members.items()}).felt

    def _downstream(self, group: Influence, hits: Mapping[str, State]) -> Iterator[str]:
        """Whoever of those hit may feel that group."""
        found = {group.affected: None} if group.affected in hits else {}
        queue = list(found)
        for item in queue:
            for one in (*self.ground.singles.get(item, ()), *self.ground.groups.get(item, ())):
                if one.affected in hits and one.affected not in found:
                    found[one.affected] = None
                    queue.append(one.affected)
        return iter(found)
