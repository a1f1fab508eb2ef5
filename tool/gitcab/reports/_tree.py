"""An impact as a tree: each item under the one that it feels, from the roots down."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gitcab.model.impact import Hit, Impact, Impacted, State


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree. `lasts` says for every level above and its own whether it is the last child there:
    empty for a root."""

    id: str
    state: State
    lasts: tuple[bool, ...] = ()


def branches(impact: Impact) -> Iterator[Branch]:
    """The tree's lines from the top, children in the order of their ids."""
    children = _children(impact)
    for root in sorted(impact.roots):
        yield Branch(root, impact.roots[root])
        yield from _below(root, children, impact.roots)


def _children(impact: Impact) -> Mapping[str, list[Hit]]:
    hops = {one.id: one.hops for one in impact.hits} | dict.fromkeys(impact.roots, 0)
    children: dict[str, list[Hit]] = defaultdict(list)
    far: list[Hit] = []
    for one in impact.hits:
        is_child = hops.get(one.cause, one.hops) < one.hops  # nearly always
        (children[one.cause] if is_child else far).append(one)
    for one, whole in zip(far, impact.of([one.id for one in far]), strict=True):
        children[_parent(whole, hops)].append(one)
    return children


def _parent(one: Impacted, hops: Mapping[str, int]) -> str:
    """The nearest of its causes that is told and was hit before it; so there is never a circle."""
    for step in reversed(one.path):
        if hops.get(step.cause, one.hops) < one.hops:
            return step.cause
    return one.path[0].cause


def _below(root: str, children: Mapping[str, list[Hit]], roots: Mapping[str, State]) -> Iterator[Branch]:
    waiting = _ranked(children.get(root, []), ())
    while waiting:
        one, lasts = waiting.pop()
        yield Branch(one.id, one.state, lasts)
        if one.id not in roots:
            waiting += _ranked(children.get(one.id, []), lasts)


def _ranked(ones: list[Hit], above: tuple[bool, ...]) -> list[tuple[Hit, tuple[bool, ...]]]:
    last_first = sorted(ones, key=lambda one: one.id, reverse=True)
    return [(one, (*above, position == 0)) for position, one in enumerate(last_first)]
