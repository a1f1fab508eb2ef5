"""What people are told about one change: the answers of `gitcab notice`, one type for each audience."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from gitcab.model.impact import State

Event = Literal["planned", "moved", "started", "finished", "canceled"]


@dataclass(frozen=True, slots=True)
class Times:
    """The window of a change, local in its own zone."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Occasion:
    """The change and what has happened to it; `was` are its former times where it was moved.

    `backed_out` and `succeeded` are what its review says, None where there is none.
    """

    rfc: str
    title: str
    event: Event
    times: Times
    was: Times | None = None
    succeeded: bool | None = None
    backed_out: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A team by its name, and how to reach it."""

    name: str
    contact: str | None = None
    on_call: str | None = None


@dataclass(frozen=True, slots=True)
class AffectedService:
    """A service, who uses it, and for how many minutes it is expected to be down and degraded.

    `in_service_hours` are those of the minutes in which it should work, None where nobody says.
    """

    name: str
    users: str | None
    down: int
    degraded: int
    in_service_hours: int | None


@dataclass(frozen=True, slots=True)
class AffectedItem:
    """An item that somebody answers for: how it is hit as expected and at worst, and why, clause by clause."""

    id: str
    name: str
    expected: State
    worst: State
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnedItems:
    """A team, and those of its items that could be hit, the worst first."""

    team: Contact
    items: tuple[AffectedItem, ...]


@dataclass(frozen=True, slots=True)
class NoticeForUsers:
    """For those who use services: no ids, only what they know by name, and whom to call."""

    occasion: Occasion
    services: tuple[AffectedService, ...]
    call: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class NoticeForOwners:
    """For the teams that answer for what could be hit; `asks_approval` while it is not authorised."""

    occasion: Occasion
    owners: tuple[OwnedItems, ...]
    asks_approval: bool
    requested_by: str
    ask: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class NoticeForServiceDesk:
    """For the service desk: symptoms, who works on it, how to live with it, how to go back, whom to wake."""

    occasion: Occasion
    services: tuple[AffectedService, ...]
    configuration_items: tuple[str, ...]
    people: tuple[str, ...]
    workarounds: tuple[str, ...]
    backout_minutes: int | None
    point_of_no_return: datetime | None
    communication: tuple[str, ...]
    escalation: tuple[Contact, ...]


Notice = NoticeForUsers | NoticeForOwners | NoticeForServiceDesk
