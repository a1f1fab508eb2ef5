"""What any of the changes that run now take down together, on the worst of several grounds."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from gitcab.graph.ground import Ground
from gitcab.graph.influence import Influence
from gitcab.model.impact import State
from gitcab.planning.conflicts._footprint import Phase, Roots

_MOST = 4_000

_Key = tuple[frozenset[Phase], tuple[Ground, ...]]


class Exhausted(Exception):
    """Too many combinations at one moment to try them all."""


class Together:
    """Remembers what sets of phases take down, as neighbouring moments ask for the same sets."""

    def __init__(self) -> None:
        self._known: dict[_Key, frozenset[str]] = {}
        self._given_up: set[_Key] = set()
        self._phases: Mapping[str, tuple[Phase, ...]] = {}
        self._grounds: tuple[Ground, ...] = ()
        self._tried = 0

    def now(self, running: Iterable[Phase], grounds: tuple[Ground, ...]) -> None:
        """From here on it is asked about these."""
        phases: dict[str, tuple[Phase, ...]] = {}
        for one in running:
            phases[one.rfc] = (*phases.get(one.rfc, ()), one)
        self._phases, self._grounds, self._tried = phases, grounds, 0

    def falls(self, changes: frozenset[str]) -> frozenset[str]:
        """What is down when just these changes run. Raises Exhausted after 4,000 trials at one moment."""
        key = (frozenset(phase for one in changes for phase in self._phases[one]), self._grounds)
        if key in self._given_up:
            raise Exhausted
        if key not in self._known:
            self._given_up.add(key)
            self._known[key] = frozenset(self._down(changes))
            self._given_up.discard(key)
        return self._known[key]

    def groups(self, changes: tuple[str, ...], items: frozenset[str]) -> tuple[Influence, ...]:
        """The redundancy groups that give way to these changes jointly, so that the items fall."""
        found: dict[tuple[str, str, tuple[str, ...]], Influence] = {}
        for ground in self._grounds:
            for choices in self._combinations(changes, ground):
                for one in _jointly(ground, choices, items):
                    found[one.affected, one.relation, one.causes] = one
        return tuple(one for _, one in sorted(found.items()))

    def _down(self, changes: frozenset[str]) -> Iterator[str]:
        for one in changes if len(changes) > 1 else ():
            yield from self.falls(frozenset([one]))
        for ground in self._grounds:
            for choices in self._combinations(tuple(sorted(changes)), ground):
                self._tried += 1
                if self._tried > _MOST:
                    raise Exhausted
                states = ground.reach(_joined(choices)).states
                yield from (hit for hit, state in states.items() if state is State.DOWN)

    def _combinations(self, changes: tuple[str, ...], ground: Ground) -> Iterator[tuple[Roots, ...]]:
        """One choice of each change; of several only those that hit a group, for others add nothing jointly."""
        offered: list[list[Roots]] = []
        for one in changes:
            choices = [choice for phase in self._phases[one] for choice in phase.choices]
            if len(changes) > 1 and len(choices) > 1:
                choices = [choice for choice in choices if ground.reach(choice).groups] or choices[:1]
            offered.append(choices)
        return product(*offered)


def _joined(choices: Iterable[Roots]) -> Roots:
    roots: dict[str, State] = {}
    for choice in choices:
        for root, state in choice.items():
            roots[root] = max(state, roots.get(root, State.UP))
    return roots


def _jointly(ground: Ground, choices: tuple[Roots, ...], items: frozenset[str]) -> Iterator[Influence]:
    """The groups that all together bring lower than any alone, though no member is worse for it."""
    whole = ground.reach(_joined(choices))
    if not any(whole.states.get(one) is State.DOWN for one in items):
        return
    alone = [{**ground.baseline, **ground.reach(choice).states} for choice in choices]
    joint = {**ground.baseline, **whole.states}
    for group in whole.groups:
        members_alone = {one: max(states.get(one, State.UP) for states in alone) for one in group.causes}
        is_first = all(joint.get(one, State.UP) is state for one, state in members_alone.items())
        if is_first and group.state(joint).felt > max(group.state(states).felt for states in alone):
            yield group
