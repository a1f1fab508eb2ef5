"""Minutes of projected outage by service: in a period, in its service hours, and in whole months."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from gitcab.model.impact import State
from gitcab.model.interval import Interval, united
from gitcab.model.inventory import Estate
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.schedule import MonthlyOutage, ServiceOutage
from gitcab.model.service_hours import ServiceHours
from gitcab.planning.grounds import Grounds
from gitcab.planning.outage import Stretch, outages
from gitcab.planning.planned import planned_changes, total_minutes


@dataclass(frozen=True)
class OutageTable:
    """The stretches of all services in the whole months, local to `home`, that the period touches."""

    estate: Estate
    grounds: Grounds
    period: Interval
    home: ZoneInfo

    def rows(self, asked: str | None = None) -> Iterator[ServiceOutage]:
        """A row for each service that is hit in the period, and for the one that is asked for."""
        ids = set(self._stretches) | ({asked} if asked else set())
        found = (self._row(one, self._stretches.get(one, ())) for one in sorted(ids))
        yield from (one for one in found if one.down or one.degraded or one.id == asked)

    def item(self, id: str) -> ConfigurationItem | None:
        """The item as it is, or as it will be where it does not exist yet."""
        for ground in (self.grounds.today, self.grounds.at(self.period.end)):
            entry = ground.wiring.inventory.get(ConfigurationItem, id)
            if entry is not None:
                return entry.record
        return None

    @cached_property
    def months(self) -> Sequence[tuple[date, Interval]]:
        """Each month's first day and its interval."""
        last = (self.period.end - timedelta(microseconds=1)).astimezone(self.home).date()
        first = self.period.start.astimezone(self.home).date().replace(day=1)
        found: list[tuple[date, Interval]] = []
        while first <= last:
            following = (first + timedelta(days=31)).replace(day=1)
            found.append((first, day_span(first, following, self.home)))
            first = following
        return found

    @cached_property
    def _stretches(self) -> dict[str, tuple[Stretch, ...]]:
        span = Interval(self.months[0][1].start, self.months[-1][1].end)
        going_on = (one for one in planned_changes(self.estate.inventory) if one.rfc.on_hold is None)
        near = [one for one in going_on if one.interval.overlaps(span)]
        return dict(outages(near, self.grounds, self.estate.classes))

    def _row(self, id: str, stretches: Sequence[Stretch]) -> ServiceOutage:
        item = self.item(id)
        attributes = item.attributes if item else {}
        hours = attributes.get("service_hours")
        allowance = attributes.get("outage_minutes_per_month")
        return ServiceOutage(
            id=id,
            name=item.name if item else id,
            owner=item.owner if item else "",
            down=total_minutes(_in_state(stretches, State.DOWN, self.period)),
            degraded=total_minutes(_in_state(stretches, State.DEGRADED, self.period)),
            service_hours=hours if isinstance(hours, str) else None,
            in_service_hours=minutes_in_hours(hours, _in_state(stretches, None, self.period), self.home),
            months=tuple(
                MonthlyOutage(
                    first,
                    total_minutes(_in_state(stretches, State.DOWN, month)),
                    allowance if isinstance(allowance, int) else None,
                )
                for first, month in self.months
            ),
            changes=tuple(
                sorted({rfc for one in stretches if one.interval.overlaps(self.period) for rfc in one.changes})
            ),
        )


def minutes_in_hours(hours: object, hit: Iterable[Interval], home: ZoneInfo) -> int | None:
    """How many minutes of these stretches lie in service hours as written; None where nothing readable is."""
    try:
        read = ServiceHours.parse(hours) if isinstance(hours, str) else None
    except ValueError:
        return None
    if read is None:
        return None
    return total_minutes(part for one in united(hit) for part in read.parts(one, home))


def day_span(first: date, following: date, home: ZoneInfo) -> Interval:
    """From the beginning of one day to that of another, in the zone."""
    start, end = (datetime.combine(day, time(), tzinfo=home) for day in (first, following))
    return Interval(start.astimezone(UTC), end.astimezone(UTC))


def _in_state(stretches: Iterable[Stretch], state: State | None, period: Interval) -> list[Interval]:
    """The stretches in that state (None: in any), as far as they lie in the period."""
    wanted = (one.interval.common(period) for one in stretches if state in (None, one.state))
    return [one for one in wanted if one is not None]
