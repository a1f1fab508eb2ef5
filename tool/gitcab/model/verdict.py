"""A decision as a tree of reasons: what is satisfied, what is pending, what refuses, and why."""

from dataclasses import dataclass
from enum import StrEnum


class NodeStatus(StrEnum):
    """How one condition stands."""

    SATISFIED = "satisfied"
    PENDING = "pending"
    REFUSED = "refused"


class VerdictStatus(StrEnum):
    """What follows for the pull request; only ALLOWED is exit 0."""

    ALLOWED = "allowed"
    PENDING = "pending"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Node:
    """One reason: a rule, a requirement, or several of them together. `why` is a sentence."""

    name: str
    status: NodeStatus
    why: str
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Needed:
    """Approvals that are still missing: how many, from whom (teams, roles or logins), and because of what.

    `eligible` are the logins who could give one now.
    """

    approvals: int
    groups: tuple[str, ...]
    why: str
    eligible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discounted:
    """A review that does not count, and why."""

    review: int
    author: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of `gitcab cab verdict` and of the gate."""

    status: VerdictStatus
    needed: tuple[Needed, ...]
    tree: Node
    discounted: tuple[Discounted, ...] = ()
