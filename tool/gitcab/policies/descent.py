"""What would bring a change one level down: the smallest sets of factors that give enough."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from gitcab.model.records._risk_points import Levels
from gitcab.model.risk import Descent, Level, Point

_TOLD = 5


def descent(points: Sequence[Point], total: int, level: Level, levels: Levels) -> Descent | None:
    """How the level below could be reached by what the change itself can mend; None at the lowest."""
    if level is Level.LOW:
        return None
    bounds = {Level.VERY_HIGH: levels.very_high, Level.HIGH: levels.high, Level.MODERATE: levels.moderate}
    excess = total - bounds[level] + 1
    found = tuple(_reliefs([one for one in points if one.mend], excess))
    return Descent(Level(level - 1), excess, found[:_TOLD], len(found[_TOLD:]))


def _reliefs(points: Sequence[Point], excess: int) -> Iterator[tuple[str, ...]]:
    """The inclusion-minimal sets that give at least so many points, small ones first."""
    found: list[frozenset[Point]] = []
    for size in range(1, len(points) + 1):
        for chosen in combinations(points, size):
            enough = sum(one.points for one in chosen) >= excess
            if enough and not any(smaller < set(chosen) for smaller in found):
                found.append(frozenset(chosen))
                yield tuple(one.factor for one in chosen)
