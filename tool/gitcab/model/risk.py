"""How risky a change is, and why: the answer of `gitcab risk`."""

from dataclasses import dataclass
from enum import IntEnum

from gitcab.model.basis import TODAY, Basis

PRIORITIES = ("critical", "high", "moderate", "low", "planning")
"""The names of the priorities 1 to 5."""


class Level(IntEnum):
    """How risky, the less the smaller."""

    LOW = 0
    MODERATE = 1
    HIGH = 2
    VERY_HIGH = 3

    @property
    def word(self) -> str:
        """As it stands in policies and reports: `very_high`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Point:
    """What one factor gives, the reason as a sentence, and how that may become less (None: it cannot)."""

    factor: str
    points: int
    reason: str
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Descent:
    """What would bring the change down to `level`: `points` less, out of any one of the reliefs.

    A relief is an inclusion-minimal set of factors that together give so many points; `more` counts
    those that are not told. Where there is none, nothing that the change itself can mend suffices.
    """

    level: Level
    points: int
    reliefs: tuple[tuple[str, ...], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Priority:
    """The usual matrix of impact and urgency: 1 critical, 2 high, 3 moderate, 4 low, 5 planning."""

    rank: int
    impact: str
    urgency: str
    reason: str

    @property
    def name(self) -> str:
        """The rank's name."""
        return PRIORITIES[self.rank - 1]


@dataclass(frozen=True, slots=True)
class Risk:
    """One change's risk: every factor that gives points, the most first, and those that give none.

    `basis` is the worse of today's estate and the one at the change's start.
    """

    rfc: str
    title: str
    level: Level
    total: int
    points: tuple[Point, ...]
    silent: tuple[str, ...]
    descent: Descent | None
    priority: Priority
    basis: Basis = TODAY
    unread: tuple[str, ...] = ()
