"""What is hit, how hard, and by which path."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple, Protocol, runtime_checkable

from gitcab.model.basis import TODAY, Basis


class State(IntEnum):
    """How well an item works, the better the smaller."""

    UP = 0
    AT_RISK = 1
    DEGRADED = 2
    DOWN = 3

    @property
    def word(self) -> str:
        """As it stands in records and reports: `at_risk`."""
        return self.name.lower()

    @property
    def felt(self) -> "State":
        """What neighbours, groups and quorums see: redundancy lost elsewhere counts as up."""
        return State.UP if self is State.AT_RISK else self

    @property
    def weakened(self) -> "State":
        """What a soft relation passes on: one step less."""
        return State.DEGRADED if self is State.DOWN else State.UP


@dataclass(frozen=True, slots=True)
class GroupLoss:
    """The redundancy group that gave way: k of these, and which of them had failed by then."""

    at_least: int
    of: tuple[str, ...]
    failed: tuple[str, ...]


class Step(NamedTuple):
    """One hop of a path: `cause` is felt by `affected` along a relation (named as in the record)."""

    cause: str
    relation: str
    affected: str
    group: GroupLoss | None = None


class Impacted(NamedTuple):
    """One item that is worse with the roots than without; the path has `hops` steps."""

    id: str
    name: str
    item_class: str
    family: str
    state: State
    hops: int
    path: Sequence[Step]
    owner: str
    criticality: str | None = None
    environment: str | None = None


class Hit(NamedTuple):
    """One of the impacted in short, as far as counting and ranking tens of thousands of them needs it.

    `cause` is whom it feels at the last hop.
    """

    id: str
    item_class: str
    family: str
    state: State
    hops: int
    cause: str


@runtime_checkable
class LazyImpacted(Protocol):
    """The impacted, told in full when somebody looks at them; a sequence beside."""

    @property
    def hits(self) -> Sequence[Hit]:
        """All of them in short, in no order."""
        ...

    def of(self, ids: Sequence[str]) -> Sequence[Impacted]:
        """Those with the ids, in that order."""
        ...


@dataclass(frozen=True, slots=True)
class Impact:
    """The answer of `gitcab impact`: the roots with the states given, and whom that hits, near ones first.

    `case` says what was asked: "given" roots, or the "expected" or "worst" case of RFCs.
    """

    roots: Mapping[str, State]
    impacted: Sequence[Impacted]
    case: str = "given"
    unread: tuple[str, ...] = ()
    basis: Basis = TODAY

    def count(self, state: State) -> int:
        """How many items end in just this state."""
        return [one.state for one in self.hits].count(state)

    @property
    def hits(self) -> Sequence[Hit]:
        """The impacted in short, in no order."""
        if isinstance(self.impacted, LazyImpacted):
            return self.impacted.hits
        return [_in_short(one) for one in self.impacted]

    def of(self, ids: Sequence[str]) -> Sequence[Impacted]:
        """The impacted with these ids, in that order."""
        if isinstance(self.impacted, LazyImpacted):
            return self.impacted.of(ids)
        found = {one.id: one for one in self.impacted}
        return [found[one] for one in ids]

    @property
    def states(self) -> Mapping[str, State]:
        """In which state every item ends that is not up, roots included; near ones first."""
        return {**self.roots, **{one.id: one.state for one in sorted(self.hits, key=attrgetter("hops", "id"))}}

    @property
    def services(self) -> Sequence[Hit]:
        """The services that are hit, the worst first."""
        by_id = sorted((one for one in self.hits if one.family == "service"), key=attrgetter("id"))
        return sorted(by_id, key=attrgetter("state"), reverse=True)

    @property
    def classes(self) -> Mapping[str, Mapping[State, int]]:
        """How many items of each class end in each state."""
        counted: dict[str, dict[State, int]] = {}
        for (name, state), count in sorted(Counter(map(attrgetter("item_class", "state"), self.hits)).items()):
            counted.setdefault(name, {})[state] = count
        return counted


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer of `gitcab impact --explain ID`: what was asked of the whole impact about one item."""

    impact: Impact
    id: str

    @property
    def hit(self) -> Impacted | None:
        """The item as it is impacted, None where it is not."""
        is_hit = any(one.id == self.id for one in self.impact.hits)
        return self.impact.of([self.id])[0] if is_hit else None

    @property
    def states(self) -> Mapping[str, State]:
        """In which state every item ends that is not up."""
        return self.impact.states


def _in_short(one: Impacted) -> Hit:
    return Hit(one.id, one.item_class, one.family, one.state, one.hops, one.path[-1].cause if one.path else "")
