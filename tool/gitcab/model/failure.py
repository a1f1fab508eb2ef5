"""Single points of failure: whose loss alone takes a service down."""

from dataclasses import dataclass

from gitcab.model.impact import Impacted


@dataclass(frozen=True, slots=True)
class CutSet:
    """Items whose joint loss takes the service down, and none of whose parts does alone."""

    items: tuple[str, ...]
    effect: Impacted


@dataclass(frozen=True, slots=True)
class PointsOfFailure:
    """The answer of `gitcab graph spof`: single items, and minimal pairs where they were asked for.

    `already_down` says that the service is down with nothing lost: a redundancy group of its
    estate cannot hold, and the question has no answer.
    """

    service: str
    singles: tuple[CutSet, ...]
    pairs: tuple[CutSet, ...] | None = None
    already_down: bool = False
    unread: tuple[str, ...] = ()
