"""What each of those affected must know of a change, put together from the records and the graph."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from gitcab.model.in_words import instant_or_none
from gitcab.model.inventory import Estate
from gitcab.model.moment import zone
from gitcab.model.notice import (
    AffectedItem,
    Contact,
    Event,
    NoticeForOwners,
    NoticeForServiceDesk,
    NoticeForUsers,
    Occasion,
    OwnedItems,
    Times,
)
from gitcab.model.records._plans import Backout
from gitcab.model.records._record import steps_of
from gitcab.model.records.problem import Problem
from gitcab.model.records.team import Team
from gitcab.model.transition import is_planned
from gitcab.planning._affected import Affected
from gitcab.planning.planned import PlannedChange

_DESK, _MANAGER = "service_desk", "change_manager"


@dataclass(frozen=True)
class Notices:
    """All that may be told of one change when `event` happens; `was` is it as it was planned before.

    Where the change names no zone, times are told in `home`, the organisation's.
    """

    estate: Estate
    change: PlannedChange
    home: ZoneInfo
    event: Event
    was: PlannedChange | None = None

    def for_users(self) -> NoticeForUsers:
        """Services that people know; one that only other services use is left out."""
        services = self._affected.services(known_to_people=True)
        return NoticeForUsers(self._occasion, tuple(services), tuple(self._with_role(_DESK)))

    def for_owners(self) -> NoticeForOwners:
        """Each team that answers for something that could be hit, with all of that."""
        rfc = self.change.rfc
        owners = tuple(OwnedItems(self._contact(team), tuple(items)) for team, items in self._owned)
        return NoticeForOwners(
            self._occasion, owners, is_planned(rfc.state), rfc.requested_by, tuple(self._with_role(_MANAGER))
        )

    def for_service_desk(self) -> NoticeForServiceDesk:
        """Every service that is hit, and all that one needs while people call."""
        rfc = self.change.rfc
        backout = rfc.plans.backout if isinstance(rfc.plans.backout, Backout) else Backout(steps=())
        written = backout.point_of_no_return
        name = rfc.schedule.time_zone if rfc.schedule else None
        last = instant_or_none(written, name) if written else None
        return NoticeForServiceDesk(
            self._occasion,
            services=tuple(self._affected.services()),
            configuration_items=tuple(sorted({item.id for item in self.change.items})),
            people=rfc.assigned_to,
            workarounds=tuple(self._workarounds()),
            backout_minutes=backout.minutes,
            point_of_no_return=last.astimezone(self._zone) if last else None,
            communication=steps_of(rfc.plans.communication),
            escalation=tuple(dict.fromkeys((*self._teams_of_people(), *self._with_role(_MANAGER)))),
        )

    @cached_property
    def _affected(self) -> Affected:
        return Affected(self.estate, self.change, self.home)

    @property
    def _owned(self) -> Iterator[tuple[str, list[AffectedItem]]]:
        yield from self._affected.owned_items().items()

    @property
    def _occasion(self) -> Occasion:
        rfc = self.change.rfc
        review = rfc.review
        code = review.close_code if review else None
        return Occasion(
            rfc=rfc.id,
            title=rfc.title,
            event=self.event,
            times=self._times(self.change),
            was=self._times(self.was) if self.was else None,
            succeeded=None if code is None else code != "unsuccessful",
            backed_out=review is not None and review.backed_out is True,
            reason=rfc.cancellation.reason if rfc.cancellation else None,
        )

    def _times(self, change: PlannedChange) -> Times:
        return Times(*(moment.astimezone(self._zone) for moment in (change.interval.start, change.interval.end)))

    @property
    def _zone(self) -> ZoneInfo:
        schedule = self.change.rfc.schedule
        return zone(schedule.time_zone) if schedule and schedule.time_zone else self.home

    def _workarounds(self) -> Iterator[str]:
        """How to live with the problems that the change answers."""
        for name in self.change.rfc.links.problems:
            entry = self.estate.inventory.get(Problem, name)
            if entry and entry.record.known_error and entry.record.known_error.workaround:
                yield entry.record.known_error.workaround

    def _with_role(self, role: str) -> Iterator[Contact]:
        for entry in self.estate.inventory.of_kind(Team):
            if role in entry.record.roles:
                yield self._contact(entry.id)

    def _teams_of_people(self) -> Iterator[Contact]:
        for entry in self.estate.inventory.of_kind(Team):
            members = {login.casefold() for login in entry.record.members}
            if entry.record.on_call and members & self.change.people:
                yield self._contact(entry.id)

    def _contact(self, team: str) -> Contact:
        entry = self.estate.inventory.get(Team, team)
        if entry is None:
            return Contact(team)
        return Contact(entry.record.name, entry.record.contact, entry.record.on_call)
