"""Free slots for changes, and what stands in the way where there is none: the answer of `gitcab schedule suggest`."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A start at which a change collides with nothing, and its end; every start up to `latest` is as good.

    `services` are the names of those that are hit; `felt` counts their minutes down or degraded
    together, `in_service_hours` those of them that fall into their hours.
    """

    start: datetime
    end: datetime
    latest: datetime
    services: tuple[str, ...] = ()
    felt: int = 0
    in_service_hours: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands in the way: a type of conflict, the other changes, and how it may be got rid of."""

    type: str
    rfcs: tuple[str, ...]
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class FreeSlots:
    """Where one change may go between `start` and `end`, the least harmful first and then the earliest.

    `total` counts the slots that there would be without a limit. Where there is none, `reasons` would all
    have to go: no part of them suffices.
    """

    rfc: str
    title: str
    minutes: int
    start: datetime
    end: datetime
    slots: tuple[Slot, ...]
    total: int
    reasons: tuple[Reason, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether there is a slot."""
        return bool(self.slots)


@dataclass(frozen=True, slots=True)
class Placements:
    """A place for each of several changes, found together: each has the first of its slots, or none."""

    start: datetime
    end: datetime
    places: tuple[FreeSlots, ...]
    unread: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every change has a place."""
        return all(one.is_whole for one in self.places)
