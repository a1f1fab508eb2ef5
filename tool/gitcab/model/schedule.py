"""The forward schedule of changes, and the service outage that it means: the answer of `gitcab schedule`."""

from dataclasses import dataclass
from datetime import date, datetime

from gitcab.model.impact import State


@dataclass(frozen=True, slots=True)
class ServiceHit:
    """One service, and the worst that one change is expected to do to it."""

    id: str
    name: str
    state: State


@dataclass(frozen=True, slots=True)
class ScheduledChange:
    """A change with its times in its own zone; `on_hold` is why nothing happens, None where it goes on.

    `stage` counts the steps of the life cycle that it has come, `raised` is the day of its id.
    """

    id: str
    title: str
    type: str
    state: str
    start: datetime
    end: datetime
    raised: datetime
    stage: int
    assigned_to: tuple[str, ...] = ()
    configuration_items: tuple[str, ...] = ()
    services: tuple[ServiceHit, ...] = ()
    on_hold: str | None = None

    @property
    def is_firm(self) -> bool:
        """Whether it is authorised, or over, and not on hold: people may rely on the time."""
        return self.on_hold is None and self.state in ("scheduled", "implement", "review", "closed")


@dataclass(frozen=True, slots=True)
class ScheduledWindow:
    """One occurrence of a freeze or of a maintenance window, in the window's own zone."""

    id: str
    title: str
    type: str
    strictness: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class MonthlyOutage:
    """A service's expected minutes down in a whole month, given by its first day, against what was agreed to."""

    month: date
    down: int
    allowance: int | None

    @property
    def is_exceeded(self) -> bool:
        """Whether more is planned than was agreed to."""
        return self.allowance is not None and self.down > self.allowance


@dataclass(frozen=True, slots=True)
class ServiceOutage:
    """A service's expected minutes in the period: down, degraded, and how many of both in its service hours.

    `in_service_hours` is None where it does not say when it must work. `changes` are those that hit it.
    """

    id: str
    name: str
    owner: str
    down: int
    degraded: int
    service_hours: str | None
    in_service_hours: int | None
    months: tuple[MonthlyOutage, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForwardSchedule:
    """Changes and windows that overlap the period, in order of their starts, and the projected outage.

    `start` and `end` are local in the zone in which days and months are meant. `about` says for which
    service or team it is (`service sis`), None for all. `unread` are files that could not be read.
    """

    start: datetime
    end: datetime
    changes: tuple[ScheduledChange, ...]
    windows: tuple[ScheduledWindow, ...]
    outages: tuple[ServiceOutage, ...]
    about: str | None = None
    unread: tuple[str, ...] = ()

    @property
    def home(self) -> str:
        """The zone in which days and months are meant."""
        return str(self.start.tzinfo)
