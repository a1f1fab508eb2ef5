"""Which freezes are over a change whose items are touched as long as its window is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gitcab.model.conflict import Conflict
from gitcab.model.interval import Interval
from gitcab.model.inventory import Estate
from gitcab.model.permit import Condition
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.severity import Severity
from gitcab.planning.conflicts import conflicts
from gitcab.planning.planned import PlannedChange
from gitcab.planning.windows import occurrences

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, eq=False)
class Freezes:
    """Freezes at `now` (aware) over a change; exceptions, soft ones, emergencies and what was accepted let it pass."""

    change: PlannedChange
    estate: Estate
    now: datetime

    def condition(self) -> Condition:
        """Whether none that counts is in force now."""
        found = tuple(self._over([one for one in self._all() if self._is_in_force(one)]))
        against = [one for one in found if _counts(one)]
        if against:
            return Condition("freeze", False, "; ".join(one.message for one in against), against[0].hint)
        told = "; ".join(f"{one.message} ({_why_passed(one)})" for one in found)
        return Condition("freeze", True, told or "no freeze applies")

    def until(self) -> datetime:
        """The end of the change's window, or the start of the next freeze that counts."""
        coming = [one.interval.start for one in self._over(self._all()) if _counts(one) and one.interval]
        return min([self.change.interval.end, *(start for start in coming if start > self.now)])

    def _over(self, windows: Sequence[ChangeWindow]) -> Iterator[Conflict]:
        estate = self.estate
        told = conflicts(estate.inventory, estate.relations, estate.classes, [self.change], windows=windows)
        yield from (one for one in told.conflicts if one.type == "freeze")

    def _all(self) -> list[ChangeWindow]:
        windows = (entry.record for entry in self.estate.inventory.of_kind(ChangeWindow))
        return [one for one in windows if one.type == "freeze"]

    def _is_in_force(self, window: ChangeWindow) -> bool:
        return any(True for _ in occurrences(window, Interval(self.now, self.now + _MOMENT)))


def throughout(change: PlannedChange, items: Sequence[str]) -> PlannedChange:
    """The change with these items touched as long as its window is open."""
    told = (replace(one, interval=change.interval) if one.id in items else one for one in change.items)
    return replace(change, items=tuple(told))


def _counts(conflict: Conflict) -> bool:
    return conflict.severity is Severity.ERROR and conflict.accepted is None


def _why_passed(conflict: Conflict) -> str:
    return f"accepted: {conflict.accepted}" if conflict.accepted else "a warning only"
