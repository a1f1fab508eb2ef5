"""Free slots: when a change could run without colliding with anything, for one change or for several together."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TypeVar
from zoneinfo import ZoneInfo

from gitcab.model.entry import Entry
from gitcab.model.in_words import instant_or_none
from gitcab.model.interval import Interval
from gitcab.model.inventory import Inventory
from gitcab.model.moment import written_time, zone
from gitcab.model.records._plans import Schedule
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.slot import FreeSlots, Reason, Slot
from gitcab.planning._outage_table import minutes_in_hours
from gitcab.planning._probe import Obstacle, Probe
from gitcab.planning.conflicts import Calendar
from gitcab.planning.outage import outages
from gitcab.planning.planned import PlannedChange, planned, total_minutes
from gitcab.planning.way_out import moved

Key = TypeVar("Key", bound=Hashable)

STEP = timedelta(minutes=15)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for slots in a calendar, between two moments; service hours are meant in `home`."""

    calendar: Calendar
    within: Interval
    home: ZoneInfo

    def slots(self, change: PlannedChange, limit: int | None = None) -> FreeSlots:
        """Every slot of the change's length, or, where there is none, a minimal set of reasons."""
        probe = Probe(change, self.calendar, self.within)
        tried = {start: probe.obstacles(start) for start in starts(self.within, change.interval.length)}
        found = sorted(self._joined(change, [start for start, found in tried.items() if not found]), key=_least_harm)
        return FreeSlots(
            rfc=change.id,
            title=change.rfc.title,
            minutes=change.interval.length // timedelta(minutes=1),
            start=self.within.start.astimezone(self._zone(change)),
            end=self.within.end.astimezone(self._zone(change)),
            slots=tuple(found[:limit]),
            total=len(found),
            reasons=() if found else tuple(_reasons(change, tried.values())),
        )

    def _joined(self, change: PlannedChange, free: Sequence[datetime]) -> Iterator[Slot]:
        """Starts that follow one another and are equally harmful, as one slot."""
        known = [self._slot(change, start) for start in free]
        numbered = enumerate(known)
        for _, run in groupby(numbered, key=lambda one: (one[1].start.astimezone(UTC) - one[0] * STEP, _harm(one[1]))):
            slots = [slot for _, slot in run]
            yield replace(slots[0], latest=slots[-1].start)

    def _slot(self, change: PlannedChange, start: datetime) -> Slot:
        there = moved(change, start)
        hits = outages([there], self.calendar.grounds, self.calendar.classes)
        felt = {service: [one.interval for one in stretches] for service, stretches in hits.items()}
        begin, end = (moment.astimezone(self._zone(change)) for moment in (there.interval.start, there.interval.end))
        return Slot(
            start=begin,
            end=end,
            latest=begin,
            services=tuple(sorted(self._name(service) for service in felt)),
            felt=sum(total_minutes(intervals) for intervals in felt.values()),
            in_service_hours=self._in_hours(felt),
        )

    def _in_hours(self, felt: Mapping[str, list[Interval]]) -> int:
        entries = ((self.calendar.inventory.get(ConfigurationItem, one), stretch) for one, stretch in felt.items())
        hours = ((entry.record.attributes.get("service_hours"), stretch) for entry, stretch in entries if entry)
        return sum(minutes_in_hours(one, stretch, self.home) or 0 for one, stretch in hours)

    def _name(self, service: str) -> str:
        entry = self.calendar.inventory.get(ConfigurationItem, service)
        return entry.record.name if entry else service

    def _zone(self, change: PlannedChange) -> ZoneInfo:
        schedule = change.rfc.schedule
        return zone(schedule.time_zone) if schedule and schedule.time_zone else self.home


def in_window(
    entry: Entry[RequestForChange], inventory: Inventory, start: datetime, length: timedelta | None, home: ZoneInfo
) -> PlannedChange | None:
    """The change as it is planned, in a window of that length where one is given.

    One without a schedule gets a window from `start` on; None where nobody says how long it takes.
    """
    schedule = entry.record.schedule
    if length is not None:
        name = schedule.time_zone if schedule else home.key
        begins = instant_or_none(schedule.start, name) if schedule else start
        if begins is None:
            return None
        first, last = (written_time(moment, name) for moment in (begins, begins + length))
        record = entry.record.model_copy(update={"schedule": Schedule.of(first, last, name)})
        entry = replace(entry, record=record)
    return planned(entry, inventory)


def starts(within: Interval, length: timedelta) -> Iterator[datetime]:
    """Every quarter of an hour at which something of that length fits."""
    start = _EPOCH - (_EPOCH - within.start) // STEP * STEP
    while start + length <= within.end:
        yield start
        start += STEP


def _harm(slot: Slot) -> tuple[int, int, int]:
    return slot.in_service_hours, len(slot.services), slot.felt


def _least_harm(slot: Slot) -> tuple[tuple[int, int, int], datetime]:
    return _harm(slot), slot.start


def _reasons(change: PlannedChange, tried: Iterable[tuple[Obstacle, ...]]) -> Iterator[Reason]:
    known: dict[tuple[bool, str, tuple[str, ...], str], Reason] = {}
    blocked = set()
    for obstacles in tried:
        known.update({one.key: one.reason for one in obstacles if one.key not in known})
        blocked.add(frozenset(one.key for one in obstacles))
    if not blocked:
        yield Reason("period", (), "its window is longer than the whole period", "search further with --within")
    yield from (known[key] for key in minimal(sorted(known), blocked))


def minimal(keys: Sequence[Key], blocked: Iterable[frozenset[Key]]) -> list[Key]:
    """The keys of some set that no other is part of; of several such sets one without the early keys."""
    going = set(keys)
    for key in keys:
        if any(one <= going - {key} for one in blocked):
            going.remove(key)
    return [key for key in keys if key in going]
