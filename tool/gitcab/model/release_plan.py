"""A release as it would go: its changes in their order, its window, its conflicts and its one decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from gitcab.model.conflict import Conflict
from gitcab.model.interval import Interval
from gitcab.model.risk import Risk

DECISIONS: Mapping[str, str] = {
    "planning": "not decided yet",
    "go": "go",
    "no_go": "no go",
    "released": "go, and released",
    "canceled": "given up",
}
"""What each state of a release says about its one decision."""


@dataclass(frozen=True, slots=True)
class Precedence:
    """`first` must be finished before `then`, for that reason."""

    first: str
    then: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseStep:
    """One change of the release, when it runs, and how risky it is (None: the policy does not say)."""

    rfc: str
    title: str
    state: str
    interval: Interval | None
    risk: Risk | None = None


@dataclass(frozen=True, slots=True)
class ReleasePlan:
    """The steps in their order; `precedences` are why.

    `early` are precedences that the schedules break; `cycles` are changes that must each come before
    the other; `waiting` are changes that are not authorised yet, or on hold; `absent` have no record.
    """

    id: str
    title: str
    state: str
    decided_by: str
    window: Interval | None
    steps: tuple[ReleaseStep, ...]
    precedences: tuple[Precedence, ...]
    early: tuple[Precedence, ...] = ()
    cycles: tuple[tuple[str, ...], ...] = ()
    waiting: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def decision(self) -> str:
        """The one decision, in words."""
        return DECISIONS[self.state]
