"""The inclusion-minimal sets of changes that together do what none of their proper subsets does."""

from collections.abc import Callable, Iterator

Falls = Callable[[frozenset[str]], frozenset[str]]
"""What goes down when just these changes run together; more changes never take down less."""


def culprit_sets(changes: tuple[str, ...], items: frozenset[str], falls: Falls) -> Iterator[tuple[str, ...]]:
    """The sets of at least two of the changes that are minimal for one of the items, in the order of their ids.

    `changes` are in order. A way that leads to no set any more is left as soon as that can be seen.
    """
    yield from _longer((), changes, items, falls)


def minimal_items(chosen: tuple[str, ...], items: frozenset[str], falls: Falls) -> frozenset[str]:
    """Those of the items that these changes take down together, and no proper subset of them does."""
    down = falls(frozenset(chosen)) & items
    for one in chosen:
        down = down and down - falls(frozenset(chosen) - {one})
    return down


def _longer(
    chosen: tuple[str, ...], rest: tuple[str, ...], items: frozenset[str], falls: Falls
) -> Iterator[tuple[str, ...]]:
    for place, one in enumerate(rest):
        if not falls(frozenset((*chosen, *rest[place:]))) & items:
            return
        now, later = (*chosen, one), rest[place + 1 :]
        if len(now) > 1 and minimal_items(now, items, falls):
            yield now
        still = items - falls(frozenset(now))
        if later and still:
            yield from _longer(now, later, still, falls)
