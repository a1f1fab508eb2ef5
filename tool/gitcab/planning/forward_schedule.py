"""The forward schedule of changes: what happens in a period, to whom, and which outage that adds up to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import get_args
from zoneinfo import ZoneInfo

from gitcab.model.impact import State
from gitcab.model.interval import Interval
from gitcab.model.inventory import Estate
from gitcab.model.moment import read_date, zone
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.request_for_change import RequestForChange, RfcState
from gitcab.model.schedule import ForwardSchedule, ScheduledChange, ScheduledWindow, ServiceHit, ServiceOutage
from gitcab.model.standing_policy import standing_policy
from gitcab.planning._outage_table import OutageTable
from gitcab.planning._scope import Scope
from gitcab.planning.grounds import Grounds
from gitcab.planning.outage import outages
from gitcab.planning.planned import PlannedChange, planned
from gitcab.planning.windows import occurrences

_STATES: Sequence[str] = get_args(RfcState)


def home_zone(estate: Estate) -> ZoneInfo:
    """Where the organisation's days are meant: the policy's zone, or the one that most schedules name, or UTC."""
    policy = standing_policy(estate.inventory)
    if policy and policy.time_zone:
        return zone(policy.time_zone)
    schedules = (entry.record.schedule for entry in estate.inventory.of_kind(RequestForChange))
    named = [one.time_zone for one in schedules if one and one.time_zone]
    return zone(min(named, key=lambda name: (-named.count(name), name), default="UTC"))


@dataclass(frozen=True)
class Forecast:
    """All that is planned in a period; days and months are meant in `home`."""

    estate: Estate
    period: Interval
    home: ZoneInfo

    def schedule(self, *, service: str | None = None, team: str | None = None) -> ForwardSchedule:
        """The whole schedule, or what concerns one service or one team, each by its present id."""
        scope = Scope(self.estate, self.grounds, service, team)
        changes = (one for one in self.changes if scope.has_change(one, frozenset(self._hits[one.id])))
        outages = (one for one in self._table.rows(service) if scope.has_service(one.id))
        return ForwardSchedule(
            start=self.period.start.astimezone(self.home),
            end=self.period.end.astimezone(self.home),
            changes=tuple(self._row(one) for one in changes),
            windows=tuple(sorted(self._windows(scope), key=lambda one: (one.start, one.end, one.id))),
            outages=tuple(sorted(outages, key=_worst_first)),
            about=scope.about,
            unread=self.estate.unread,
        )

    @cached_property
    def changes(self) -> tuple[PlannedChange, ...]:
        """Every change with a schedule in the period, whatever its state, in the order of (start, id)."""
        entries = self.estate.inventory.of_kind(RequestForChange)
        found = (planned(entry, self.estate.inventory) for entry in entries)
        inside = (one for one in found if one and one.interval.overlaps(self.period))
        return tuple(sorted(inside, key=lambda one: (one.interval, one.id)))

    @cached_property
    def grounds(self) -> Grounds:
        """The estate as it is and as it will be."""
        return Grounds(self.estate.inventory, self.estate.relations)

    @cached_property
    def _table(self) -> OutageTable:
        return OutageTable(self.estate, self.grounds, self.period, self.home)

    @cached_property
    def _hits(self) -> Mapping[str, Mapping[str, State]]:
        """For each change the services that it is expected to hit by itself, and the worst state of each."""
        return {one.id: self._hits_of(one) for one in self.changes}

    def _hits_of(self, change: PlannedChange) -> Mapping[str, State]:
        alone = outages([change], self.grounds, self.estate.classes)
        return {hit: max(stretch.state for stretch in stretches) for hit, stretches in alone.items()}

    def _row(self, change: PlannedChange) -> ScheduledChange:
        rfc = change.rfc
        named = rfc.schedule.time_zone if rfc.schedule else None
        home = zone(named) if named else self.home
        return ScheduledChange(
            id=rfc.id,
            title=rfc.title,
            type=rfc.type,
            state=rfc.state,
            start=change.interval.start.astimezone(home),
            end=change.interval.end.astimezone(home),
            raised=datetime.combine(read_date(rfc.id[4:14]), datetime.min.time(), UTC),
            stage=_STATES.index(rfc.state),
            assigned_to=rfc.assigned_to,
            configuration_items=tuple(sorted({item.id for item in change.items})),
            services=tuple(self._services(change)),
            on_hold=rfc.on_hold.reason if rfc.on_hold else None,
        )

    def _services(self, change: PlannedChange) -> Iterator[ServiceHit]:
        hits = sorted(self._hits[change.id].items(), key=lambda hit: (-hit[1], hit[0]))
        for service, state in hits:
            item = self._table.item(service)
            yield ServiceHit(service, item.name if item else service, state)

    def _windows(self, scope: Scope) -> Iterator[ScheduledWindow]:
        for entry in self.estate.inventory.of_kind(ChangeWindow):
            if scope.has_window(entry.record):
                yield from self._occurring(entry.record)

    def _occurring(self, window: ChangeWindow) -> Iterator[ScheduledWindow]:
        home = zone(window.time_zone) if window.time_zone else self.home
        for one in occurrences(window, self.period):
            start, end = (moment.astimezone(home) for moment in (one.start, one.end))
            yield ScheduledWindow(window.id, window.title, window.type, window.strictness, start, end)


def _worst_first(outage: ServiceOutage) -> tuple[int, int, str]:
    return -outage.down, -outage.degraded, outage.id
