"""What the types of conflict find, before it is told: who collides where and when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gitcab.model.interval import Interval
from gitcab.model.severity import Severity


@dataclass(frozen=True, slots=True)
class Collision:
    """Some changes that collide, by their ids in order, on items in order.

    `interval` runs from the first moment to the last; None where time plays no part.
    """

    rfcs: tuple[str, ...]
    items: tuple[str, ...]
    interval: Interval | None
    severity: Severity
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Cut:
    """That a bound kept more collisions from being told, in words."""

    words: str


class Gathered:
    """One collision for each set of changes, whatever the number of items and stretches."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], tuple[dict[str, None], Interval]] = {}

    def add(self, rfcs: Iterable[str], items: Iterable[str], stretch: Interval) -> None:
        """Notes that these changes collide on these items for a stretch."""
        key = tuple(sorted(rfcs))
        known = self._found.get(key)
        if known is None:
            self._found[key] = (dict.fromkeys(items), stretch)
        else:
            known[0].update(dict.fromkeys(items))
            self._found[key] = (known[0], known[1].hull(stretch))

    def told(self, tell: Callable[[tuple[str, ...], tuple[str, ...], Interval], Collision]) -> Iterable[Collision]:
        """Each as a collision, made from its ids, its items and the stretch from first to last."""
        return (tell(rfcs, tuple(sorted(items)), stretch) for rfcs, (items, stretch) in self._found.items())
