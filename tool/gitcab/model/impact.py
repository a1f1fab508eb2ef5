"""What is hit, how hard, and by which path."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


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


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of a path: `cause` is felt by `affected` along a relation (named as in the record)."""

    cause: str
    relation: str
    affected: str
    group: GroupLoss | None = None


@dataclass(frozen=True, slots=True)
class Impacted:
    """One item that is worse with the roots than without; the path has `hops` steps."""

    id: str
    name: str
    item_class: str
    family: str
    state: State
    hops: int
    path: tuple[Step, ...]
    owner: str
    criticality: str | None = None
    environment: str | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """The answer of `gitcab impact`: the roots with the states given, and whom that hits.

    `case` says what was asked: "given" roots, or the "expected" or "worst" case of RFCs.
    """

    roots: Mapping[str, State]
    impacted: tuple[Impacted, ...]
    case: str = "given"
    unread: tuple[str, ...] = ()

    def count(self, state: State) -> int:
        """How many items end in just this state."""
        return sum(one.state is state for one in self.impacted)
