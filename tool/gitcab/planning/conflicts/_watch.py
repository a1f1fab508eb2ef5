"""Where changes that run at once could together do what none of them does alone, on one ground.

Only a redundancy group (or quorum) makes several losses worse than each, and what is down is so only by
others that are down. So as changes begin and end, only the groups that they hit are looked at, and
nothing is spread while no group goes down jointly.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gitcab.graph.ground import Ground, Reach
from gitcab.graph.influence import Influence
from gitcab.model.impact import State
from gitcab.planning.conflicts._footprint import Phase


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
        falling, visited = self._spread_on()
        parts: dict[str, set[str]] = defaultdict(set)
        for group in visited:
            changes = {phase.rfc for phase in self._hitting.get(group, ())}
            for item in self._downstream(group, falling):
                parts[item] |= changes
        return {item: frozenset(rfcs) for item, rfcs in parts.items() if len(rfcs) > 1}

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
        """Whether those changes that do not take it down alone do so together."""
        weak = [phase for phase, state in self._hitting[group].items() if state is not State.DOWN]
        return len(weak) > 1 and group.state(self._members(group, weak)) is State.DOWN

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

    def _spread_on(self) -> tuple[dict[str, State], dict[Influence, None]]:
        """Who may go down by the groups that give way, and the groups that are met there."""
        falling: dict[str, State] = {}
        visited = dict(self._giving_way)
        waiting = [group.affected for group in visited]
        while waiting:
            item = waiting.pop()
            if item in falling:
                continue
            falling[item] = State.DOWN
            waiting += [one.affected for one in self.ground.singles.get(item, ()) if one.is_hard]
            for group in self.ground.groups.get(item, ()):
                visited[group] = None
                waiting += [group.affected] if self._goes_down(group, falling) else []
        return falling, visited

    def _goes_down(self, group: Influence, falling: Mapping[str, State]) -> bool:
        return group.state({**self._members(group, self._hitting.get(group, ())), **falling}) is State.DOWN

    def _downstream(self, group: Influence, falling: Mapping[str, State]) -> list[str]:
        """Whoever of those falling may feel that group."""
        found = {group.affected: None} if group.affected in falling else {}
        queue = list(found)
        for item in queue:
            for one in (*self.ground.singles.get(item, ()), *self.ground.groups.get(item, ())):
                if one.affected in falling and one.affected not in found:
                    found[one.affected] = None
                    queue.append(one.affected)
        return queue
