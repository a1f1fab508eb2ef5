"""An impact as a tree: each item under the one that it feels, from the roots down."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gitcab.model.impact import Impact, Impacted, State, Step


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree. `step` leads to it (None for a root); `lasts` says for every level
    above and its own whether it is the last child there."""

    id: str
    state: State
    step: Step | None = None
    lasts: tuple[bool, ...] = ()


def branches(impact: Impact) -> Iterator[Branch]:
    """The tree's lines from the top, children in the order of their ids."""
    children = _children(impact)
    for root in sorted(impact.roots):
        yield Branch(root, impact.roots[root])
        yield from _below(root, children, impact.roots)


def _children(impact: Impact) -> Mapping[str, list[Impacted]]:
    hops = {one.id: one.hops for one in impact.impacted} | dict.fromkeys(impact.roots, 0)
    children: dict[str, list[Impacted]] = defaultdict(list)
    for one in impact.impacted:
        nearest = one.path[-1].cause
        is_parent = hops.get(nearest, one.hops) < one.hops  # nearly always
        children[nearest if is_parent else _parent(one, hops)].append(one)
    return children


def _parent(one: Impacted, hops: Mapping[str, int]) -> str:
    """The nearest of its causes that is told and was hit before it; so there is never a circle."""
    for step in reversed(one.path):
        if hops.get(step.cause, one.hops) < one.hops:
            return step.cause
    return one.path[0].cause


def _below(root: str, children: Mapping[str, list[Impacted]], roots: Mapping[str, State]) -> Iterator[Branch]:
    waiting = _ranked(children.get(root, []), ())
    while waiting:
        one, lasts = waiting.pop()
        yield Branch(one.id, one.state, one.path[-1], lasts)
        if one.id not in roots:
            waiting += _ranked(children.get(one.id, []), lasts)


def _ranked(ones: list[Impacted], above: tuple[bool, ...]) -> list[tuple[Impacted, tuple[bool, ...]]]:
    last_first = sorted(ones, key=lambda one: one.id, reverse=True)
    return [(one, (*above, position == 0)) for position, one in enumerate(last_first)]
