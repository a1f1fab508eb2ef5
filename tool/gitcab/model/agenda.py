"""What the change advisory board must look at in a week: the answer of `gitcab cab agenda`."""

from dataclasses import dataclass
from datetime import datetime

from gitcab.model.impact import State
from gitcab.model.overdue import Overdue
from gitcab.model.schedule import ScheduledChange


@dataclass(frozen=True, slots=True)
class WorstHit:
    """What happens when all fails that a change touches: how many items are down and degraded, which services."""

    down: int
    degraded: int
    services: tuple[tuple[str, State], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A change that waits for the board; times are None without a schedule, `missing` are teams that must agree."""

    rfc: str
    title: str
    type: str
    state: str
    start: datetime | None
    end: datetime | None
    worst: WorstHit
    missing: tuple[str, ...]
    on_hold: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """Something of the last week that the board should know: `sort` is a word of ours, `record` an id."""

    sort: str
    record: str
    at: datetime | None
    message: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """One week's agenda; all times but those of changes are local in the organisation's zone.

    `since` is where "since last week" begins. `corrections_known` says whether it could be told what was
    corrected in the CMDB. `coming` are the changes of the 14 days from `coming_from` on.
    """

    start: datetime
    since: datetime
    coming_from: datetime
    decisions: tuple[Decision, ...]
    happenings: tuple[Happening, ...]
    corrections_known: bool
    overdue: tuple[Overdue, ...]
    coming: tuple[ScheduledChange, ...]
    unread: tuple[str, ...] = ()

    @property
    def week(self) -> str:
        """`2026-W48`."""
        year, number, _ = self.start.isocalendar()
        return f"{year}-W{number:02}"
