"""How a requirement stands, and how several stand together."""

from collections.abc import Sequence
from dataclasses import dataclass

from gitcab.model.verdict import Needed, Node, NodeStatus

_ORDER = (NodeStatus.SATISFIED, NodeStatus.PENDING, NodeStatus.REFUSED)


@dataclass(frozen=True, slots=True)
class Judged:
    """A reason with its status, what is still missing, and all who are asked.

    `is_idle` says that it demands nothing here and so says nothing about the pull request; `is_vetoed` that
    somebody who is asked wants changes, which nobody else's approval makes good.
    """

    node: Node
    needed: tuple[Needed, ...] = ()
    asked: frozenset[str] = frozenset()
    is_idle: bool = False
    is_vetoed: bool = False

    @property
    def status(self) -> NodeStatus:
        """How it stands."""
        return self.node.status

    @property
    def missing(self) -> int:
        """How many approvals are missing."""
        return sum(one.approvals for one in self.needed)


def worst(statuses: Sequence[NodeStatus]) -> NodeStatus:
    """The worst of them, satisfied where there is none."""
    return max(statuses, key=_ORDER.index, default=NodeStatus.SATISFIED)


def all_of(name: str, parts: Sequence[Judged]) -> Judged:
    """Every part must be satisfied."""
    status = worst([one.status for one in parts])
    done = sum(one.status is NodeStatus.SATISFIED for one in parts)
    node = Node(name, status, f"{done} of {len(parts)} are satisfied", tuple(one.node for one in parts))
    needed = tuple(need for one in parts for need in one.needed)
    return _together(node, needed, parts, is_idle=all(one.is_idle for one in parts))


def at_least(least: int, name: str, parts: Sequence[Judged]) -> Judged:
    """So many parts must be satisfied; what is missing is told of those that lack least.

    Where only parts that demand nothing are, nobody has said anything: it is idle itself.
    """
    ranked = sorted(parts, key=lambda one: (_ORDER.index(one.status), one.is_idle, one.missing))
    chosen = ranked[:least]
    is_vetoed = any(one.is_vetoed for one in parts)
    status = NodeStatus.REFUSED if is_vetoed else worst([one.status for one in chosen])
    done = sum(one.status is NodeStatus.SATISFIED for one in parts)
    why = f"{done} of {len(parts)} {'is' if done == 1 else 'are'} satisfied, {least} must be"
    node = Node(name, status, why, tuple(one.node for one in parts))
    needed = tuple(need for one in chosen for need in one.needed)
    return _together(node, needed, parts, is_idle=all(one.is_idle for one in chosen))


def _together(node: Node, needed: tuple[Needed, ...], parts: Sequence[Judged], *, is_idle: bool) -> Judged:
    asked = frozenset(person for one in parts for person in one.asked)
    return Judged(node, needed, asked, is_idle, any(one.is_vetoed for one in parts))
