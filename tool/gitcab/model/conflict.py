"""Changes that collide, with each other or with a window."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from gitcab.model.interval import Interval
from gitcab.model.severity import Severity


@dataclass(frozen=True, slots=True)
class Conflict:
    """One collision. `type` is a word of DESIGN section 5's table, `rfcs` are in the order of their ids.

    `interval` is the stretch of time that they share; None where they collide whatever the time.
    `accepted` says why the board takes it; `origins` names revisions that some RFCs were read from;
    `zone` is the one in which the first RFC is planned.
    """

    type: str
    severity: Severity
    rfcs: tuple[str, ...]
    configuration_items: tuple[str, ...]
    services: tuple[str, ...]
    interval: Interval | None
    message: str
    hint: str
    accepted: str | None = None
    origins: tuple[str, ...] = ()
    zone: ZoneInfo | None = None


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The answer of `gitcab conflicts`, in the order of (start, type, rfcs).

    `judged` counts the changes that were looked at; `cut` says where a bound kept more from being
    told; `unread` are files that could not be read.
    """

    conflicts: tuple[Conflict, ...]
    judged: int
    cut: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many have just this severity."""
        return sum(one.severity is severity for one in self.conflicts)
