"""What one change does, when and to whom: reckoned once, looked at by every type of conflict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gitcab.graph.ground import Ground, Reach
from gitcab.model.impact import State
from gitcab.model.interval import Interval
from gitcab.planning.grounds import Grounds
from gitcab.planning.planned import PlannedChange, PlannedItem

Roots = Mapping[str, State]


@dataclass(frozen=True, slots=True, eq=False)
class Phase:
    """A stretch of a change in which the same items are out of order.

    `choices` are the roots of its expected impact: one choice of all items together, or for a rolling
    change one of each item. `known` is whom they hit, `states` the worst of that, the roots included;
    `fallen` are those that go down though they are not themselves taken down.
    """

    rfc: str
    interval: Interval
    choices: tuple[Roots, ...]
    known: Mapping[Ground, tuple[Reach, ...]]
    states: Mapping[str, State]
    fallen: frozenset[str]

    def reaches(self, ground: Ground) -> tuple[Reach, ...]:
        """Whom each choice hits on a ground, be it another one than it was judged on."""
        return self.known.get(ground) or tuple(ground.reach(choice) for choice in self.choices)


@dataclass(frozen=True, eq=False)
class Footprint:
    """A change as it is judged on the worst of the grounds of its time; reckoned when somebody looks at it."""

    change: PlannedChange
    grounds: Grounds

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """Its phases, in order of time."""
        grounds = self.grounds.both(self.change.interval.start)
        return tuple(_phase(self.change, one, grounds) for one in _stretches(self.change))

    @property
    def id(self) -> str:
        """The RFC's id."""
        return self.change.id

    def touches_and_harms(self) -> Iterator[tuple[str, Interval]]:
        """Each item that it touches, or degrades as expected, and when."""
        for item in self.change.items:
            yield item.id, item.interval
        for phase in self.phases:
            for hit in phase.states:
                yield hit, phase.interval


def _stretches(change: PlannedChange) -> Iterator[tuple[Interval, list[PlannedItem]]]:
    """The times between any two starts or ends of items with an effect, and the items felt then."""
    felt = [item for item in change.items if item.effect > State.UP]
    bounds = sorted({bound for item in felt for bound in (item.interval.start, item.interval.end)})
    for start, end in pairwise(bounds):
        now = [item for item in felt if item.interval.start <= start and end <= item.interval.end]
        if now:
            yield Interval(start, end), now


def _phase(change: PlannedChange, stretch: tuple[Interval, list[PlannedItem]], grounds: tuple[Ground, ...]) -> Phase:
    roots: dict[str, State] = {}
    for item in stretch[1]:
        roots[item.id] = max(item.effect, roots.get(item.id, State.UP))
    choices: tuple[Roots, ...] = (roots,)
    if change.rfc.one_at_a_time:
        choices = tuple({root: state} for root, state in roots.items())
    reaches = {ground: tuple(ground.reach(choice) for choice in choices) for ground in grounds}
    states: dict[str, State] = {}
    fallen: set[str] = set()
    for each in reaches.values():
        for choice, reach in zip(choices, each, strict=True):
            _note(reach, choice, states, fallen)
    return Phase(change.id, stretch[0], choices, reaches, states, frozenset(fallen))


def _note(reach: Reach, roots: Roots, states: dict[str, State], fallen: set[str]) -> None:
    for hit, state in reach.states.items():
        states[hit] = max(state, states.get(hit, State.UP))
        if state is State.DOWN and roots.get(hit) is not State.DOWN:
            fallen.add(hit)
