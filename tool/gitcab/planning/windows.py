"""Freezes and maintenance windows: when they are, which items they are about, and who is excepted.

Where RFC 5545 leaves a choice, windows do as calendars do. Each occurrence begins and ends at the wall
time of the first one, so a night stays a night when the clocks change. A start in the hour that is skipped is
taken with the offset before it, one in the hour that comes twice is the first; what then has no length
does not happen.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from gitcab.graph.region import upstream
from gitcab.graph.wiring import Wiring
from gitcab.model.interval import Interval
from gitcab.model.inventory import Inventory
from gitcab.model.moment import instant, read_date, zone
from gitcab.model.records.change_window import ChangeWindow, Selector
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.recurrence import Recurrence
from gitcab.model.relation import Relation


def occurrences(window: ChangeWindow, within: Interval) -> Iterator[Interval]:
    """When the window is in force, as far as that overlaps `within`, in order of the starts.

    A window whose times or whose rule mean nothing never is: rules complain of it.
    """
    try:
        if window.rrule and window.time_zone:
            found = _repeated(window, window.rrule, zone(window.time_zone), within)
        else:
            found = iter([Interval.between(window.start, window.end, window.time_zone)])
        yield from (one for one in found if one.overlaps(within))
    except ValueError:
        return


def _repeated(window: ChangeWindow, rule: str, home: ZoneInfo, within: Interval) -> Iterator[Interval]:
    first, last = (_wall(instant(text, window.time_zone), home) for text in (window.start, window.end))
    for start in Recurrence.read(rule, home).starts(first, _wall(within.end, home) + timedelta(days=1)):
        found = Interval(_placed(start, home), _placed(start + (last - first), home))
        if found.start < found.end:
            yield found


def _wall(moment: datetime, home: ZoneInfo) -> datetime:
    return moment.astimezone(home).replace(tzinfo=None)


def _placed(wall: datetime, home: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=home, fold=0).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which items a selector means, by the records of one inventory."""

    inventory: Inventory
    relations: Mapping[str, Relation]
    _needs: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def match(self, selector: Selector, id: str) -> str | None:
        """The lines of the selector that the item matches, in words; None where it fails one of them."""
        entry = self.inventory.get(ConfigurationItem, id)
        if entry is None:
            return None
        matched = []
        for line, one in _LINES.items():
            wanted = getattr(selector, line)
            found = [value for value in wanted if one(self, entry.record, value)]
            if wanted and not found:
                return None
            matched += [f"{_WORDS[line]} {value}" for value in found[:1]]
        return " and ".join(matched) or "every item"

    def needs(self, service: str) -> frozenset[str]:
        """The service and all that it depends on, hard or soft."""
        if service not in self._needs:
            wiring = Wiring(self.inventory, self.relations)
            item = wiring.item(service)
            self._needs[service] = frozenset(upstream(wiring, [item.id]).items) if item else frozenset()
        return self._needs[service]


_LINES: Mapping[str, Callable[[Selection, ConfigurationItem, str], bool]] = {
    "classes": lambda _, item, value: item.item_class == value,
    "tags": lambda _, item, value: value in item.tags,
    "ids": lambda _, item, value: item.id == value or value in item.formerly,
    "services": lambda selection, item, value: item.id in selection.needs(value),
    "environments": lambda _, item, value: item.environment == value,
}
_WORDS = {"classes": "class", "tags": "tag", "ids": "id", "services": "service", "environments": "environment"}


def is_excepted(window: ChangeWindow, rfc: str, start: datetime, item: str, selection: Selection) -> bool:
    """Whether an exception lets the change touch the item in the freeze.

    An exception that names a change and items needs both, one that names neither frees nobody. It counts
    for changes that start by the end of the day on which it expires, in the window's zone.
    """
    home = zone(window.time_zone or "UTC")
    for one in window.exceptions:
        names_it = one.rfc == rfc if one.rfc else one.selector is not None
        fits = one.selector is None or selection.match(one.selector, item) is not None
        if names_it and fits and start.astimezone(home).date() <= read_date(one.expires):
            return True
    return False
