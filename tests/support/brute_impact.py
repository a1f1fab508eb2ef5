"""The rules of impact once more, as naively as they read: every item looks at every record in every round.

Nothing here is fast, lazy or shared with the engine; it only has to be plainly right.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gitcab.model.impact import State
from gitcab.model.records.configuration_item import ConfigurationItem, Group
from gitcab.model.relation import Relation

UP, AT_RISK, DEGRADED, DOWN = State


@dataclass(frozen=True)
class Feeling:
    """What one item feels along one relation: of these members so many must work (a single one: None)."""

    relation: str
    strength: str
    members: tuple[str, ...]
    at_least: int | None


class BruteImpact:
    """An estate of few items, and all questions about it answered by trying."""

    def __init__(self, items: Sequence[ConfigurationItem], relations: Mapping[str, Relation]):
        self.items = {item.id: item for item in items}
        self.relations = relations
        self.standing = self.rounds({}, dict.fromkeys(self.items, UP))[-1]

    def final(self, roots: Mapping[str, State]) -> Mapping[str, State]:
        """The least fixed point, from everything up."""
        return self.rounds(roots, dict.fromkeys(self.items, UP))[-1]

    def rounds(self, roots: Mapping[str, State], start: Mapping[str, State]) -> list[Mapping[str, State]]:
        """The states after round 0, 1, … until nothing changes any more."""
        rounds = [{one: max(state, roots.get(one, UP)) for one, state in start.items()}]
        while True:
            last = rounds[-1]
            following = {one: max([last[one], *self.arriving(one, last)]) for one in self.items}
            if following == last:
                return rounds
            rounds.append(following)

    def told(self, roots: Mapping[str, State]) -> Mapping[str, tuple[State, int, tuple[tuple[str, str, str], ...]]]:
        """Who is impacted: state, hops and path."""
        rounds = self.rounds(roots, self.standing)
        hit = [one for one in self.items if rounds[-1][one] > max(self.standing[one], roots.get(one, UP))]
        return {one: (rounds[-1][one], self.hops(one, rounds), self.path(one, rounds)) for one in hit}

    def hops(self, id: str, rounds: Sequence[Mapping[str, State]]) -> int:
        return next(at for at, states in enumerate(rounds) if states[id] == rounds[-1][id])

    def path(self, id: str, rounds: Sequence[Mapping[str, State]]) -> tuple[tuple[str, str, str], ...]:
        affected, path = id, []
        for at in range(self.hops(id, rounds), 0, -1):
            cause, relation = min(self.causes(affected, at, rounds))
            path.insert(0, (cause, relation, affected))
            affected = cause
        return tuple(path)

    def causes(self, id: str, at: int, rounds: Sequence[Mapping[str, State]]) -> Iterator[tuple[str, str]]:
        """Who, in the round before, became bad enough to have a part in that."""
        before, earlier = rounds[at - 1], rounds[at - 2] if at > 1 else self.standing
        for feeling in self.feelings(id):
            enough = self.enough(feeling, rounds[at][id])
            counted = [one for one in feeling.members if feeling.at_least is None or not self.is_lost(one)]
            if self.value(feeling, before) >= rounds[at][id]:
                newly = [one for one in counted if felt(before[one]) in enough and felt(earlier[one]) not in enough]
                yield from ((one, feeling.relation) for one in newly)

    def enough(self, feeling: Feeling, state: State) -> set[State]:
        """The states that, if all members were in it, would bring about at least that one."""
        return {one for one in (UP, DEGRADED, DOWN) if combined([one] * len(feeling.members), feeling) >= state}

    def arriving(self, id: str, states: Mapping[str, State]) -> list[State]:
        return [self.value(feeling, states) for feeling in self.feelings(id)]

    def value(self, feeling: Feeling, states: Mapping[str, State]) -> State:
        if feeling.at_least is None:
            return combined([felt(states[feeling.members[0]])], feeling)
        return combined([DOWN if self.is_lost(one) else felt(states[one]) for one in feeling.members], feeling)

    def is_lost(self, id: str) -> bool:
        return id not in self.items or self.items[id].life_cycle.stage != "operational"

    def feelings(self, id: str) -> Iterator[Feeling]:
        yield from self.own_feelings(self.items[id])
        members = set()
        for other in self.items.values():
            for name, targets in other.relations.items():
                named = [one for target in targets for one in (target.of if isinstance(target, Group) else [target])]
                if (
                    id not in named
                    or name not in self.relations
                    or self.relations[name].impact not in ("source_to_target", "both")
                ):
                    continue
                if name == "member_of":
                    members.add(other.id)
                else:
                    yield Feeling(name, self.relations[name].strength, (other.id,), None)
        if members:
            quorum = self.items[id].quorum or len(members)
            yield Feeling("member_of", self.relations["member_of"].strength, tuple(members), quorum)

    def own_feelings(self, item: ConfigurationItem) -> Iterator[Feeling]:
        for name, targets in item.relations.items():
            if name not in self.relations or self.relations[name].impact not in ("target_to_source", "both"):
                continue
            for target in targets:
                if isinstance(target, Group):
                    yield Feeling(name, self.relations[name].strength, target.of, target.at_least)
                elif target in self.items:
                    yield Feeling(name, self.relations[name].strength, (target,), None)

    def reaching(self, id: str) -> Mapping[str, int]:
        """Everybody from whom relations lead to that item, and over how many at least."""
        found = {id: 0}
        for one in (queue := [id]):
            new = [member for member in self.felt_by(one) if member not in found]
            found.update(dict.fromkeys(new, found[one] + 1))
            queue += dict.fromkeys(new)
        return found

    def felt_by(self, id: str) -> Iterator[str]:
        for feeling in self.feelings(id):
            yield from (one for one in feeling.members if feeling.at_least is None or not self.is_lost(one))


def felt(state: State) -> State:
    return UP if state == AT_RISK else state


def weaker(state: State) -> State:
    return {UP: UP, DEGRADED: UP, DOWN: DEGRADED}[state]


def combined(states: list[State], feeling: Feeling) -> State:
    """The state that members in these states put the other one into."""
    at_least = feeling.at_least or 1
    if at_least > len(states):
        return DOWN
    best = sorted(states)[at_least - 1]
    passed = weaker(best) if feeling.strength == "soft" else best
    if feeling.at_least is not None and passed == UP and any(state != UP for state in states):
        return AT_RISK
    return passed
