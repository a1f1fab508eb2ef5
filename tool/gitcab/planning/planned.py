"""Requests for change as they stand in the calendar: when, on which items, with which effect."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from gitcab.model.entry import Entry
from gitcab.model.impact import State
from gitcab.model.interval import Interval
from gitcab.model.inventory import Inventory
from gitcab.model.moment import instant
from gitcab.model.records._plans import RetiredItem, TouchedItem
from gitcab.model.records.request_for_change import RequestForChange

COUNTED = frozenset({"assess", "authorize", "scheduled", "implement"})
"""The states in which a change counts in the calendar, whatever the clock says."""

_EFFECTS = {"none": State.UP, "degraded": State.DEGRADED, "outage": State.DOWN}


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One item that a change touches: the effect that is expected, and when it can be felt.

    `minutes` is how long within `interval` it is felt, None where it is felt throughout.
    """

    id: str
    effect: State
    interval: Interval
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A change with its window; `origin` is the revision it was read from, None for the estate itself."""

    rfc: RequestForChange
    interval: Interval
    items: tuple[PlannedItem, ...]
    origin: str | None = None

    @property
    def id(self) -> str:
        """The RFC's id."""
        return self.rfc.id

    @property
    def people(self) -> frozenset[str]:
        """The logins of those who do it, in small letters."""
        return frozenset(login.casefold() for login in self.rfc.assigned_to)


def planned_changes(inventory: Inventory) -> tuple[PlannedChange, ...]:
    """All changes that count and have a schedule that means an interval, in the order of (start, id)."""
    entries = inventory.of_kind(RequestForChange)
    found = (planned(entry, inventory) for entry in entries if entry.record.state in COUNTED)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.interval, one.id)))


def planned(entry: Entry[RequestForChange], inventory: Inventory, origin: str | None = None) -> PlannedChange | None:
    """The change in the calendar; None where it has no schedule, or one that rules complain of."""
    rfc = entry.record
    if rfc.schedule is None:
        return None
    zone = rfc.schedule.time_zone
    try:
        interval = Interval.between(rfc.schedule.start, rfc.schedule.end, zone)
        items = tuple(_planned_items(rfc, interval, zone, inventory))
    except ValueError:
        return None
    return PlannedChange(rfc, interval, items, origin)


def _planned_items(
    rfc: RequestForChange, window: Interval, zone: str | None, inventory: Inventory
) -> Iterator[PlannedItem]:
    """Items by their present ids; what the change adds does not exist yet and is left out."""
    for item in rfc.configuration_items:
        if isinstance(item, TouchedItem | RetiredItem):
            written = item.id if isinstance(item, TouchedItem) else item.retire
            present = inventory.item(written)
            start = instant(item.start, zone) if item.start else window.start
            end = instant(item.end, zone) if item.end else window.end
            felt = Interval(start, end) if start < end else window
            yield PlannedItem(present.id if present else written, _EFFECTS[item.effect], felt, item.minutes)


def total_minutes(intervals: Iterable[Interval]) -> int:
    """How many whole minutes the intervals last together."""
    return sum((one.length for one in intervals), timedelta()) // timedelta(minutes=1)
