"""Whom a schedule is for: everybody, one service, or one team."""

from dataclasses import dataclass
from functools import cached_property

from gitcab.model.impact import State
from gitcab.model.inventory import Estate
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.team import Team
from gitcab.planning.grounds import Grounds
from gitcab.planning.planned import PlannedChange
from gitcab.planning.windows import Selection


@dataclass(frozen=True)
class Scope:
    """At most one of `service` and `team` is given, by its present id; without one all is in scope."""

    estate: Estate
    grounds: Grounds
    service: str | None = None
    team: str | None = None

    @property
    def about(self) -> str | None:
        """In words, None for everybody."""
        if self.service is not None:
            return f"service {self.service}"
        return None if self.team is None else f"team {self.team}"

    def has_change(self, change: PlannedChange, hits: frozenset[str]) -> bool:
        """Whether the change, which is expected to hit these services, concerns it.

        A service by being hit, or by being down at worst; a team because a member does it, or by
        answering for an item that is touched or a service that is hit.
        """
        if self.service is not None:
            return self.service in hits or self._takes_down(change, self.service)
        near = hits.union(item.id for item in change.items)
        return self.team is None or bool(self._members & change.people) or not self._items.isdisjoint(near)

    def has_service(self, id: str) -> bool:
        """Whether the outage of a service concerns it."""
        if self.service is not None:
            return id == self.service
        return self.team is None or id in self._items

    def has_window(self, window: ChangeWindow) -> bool:
        """Whether the window is about the service, or about an item that the team answers for."""
        if self.service is None and self.team is None:
            return True
        mine = {self.service} if self.service is not None else self._items
        return any(self._selection.match(window.selector, item) is not None for item in mine)

    def _takes_down(self, change: PlannedChange, service: str) -> bool:
        """Whether the service is down where all that the change touches is."""
        ground = self.grounds.at(change.interval.start)
        every = {item.id: State.DOWN for item in change.items}
        choices = [{item: state} for item, state in every.items()] if change.rfc.one_at_a_time else [every]
        return any(ground.reach(roots).states.get(service) is State.DOWN for roots in choices)

    @cached_property
    def _members(self) -> frozenset[str]:
        entry = self.estate.inventory.get(Team, self.team or "")
        return frozenset(login.casefold() for login in entry.record.members) if entry else frozenset()

    @cached_property
    def _items(self) -> frozenset[str]:
        """All that the team owns or operates, also by a former name of the team."""
        entry = self.estate.inventory.get(Team, self.team or "")
        names = {entry.id, *entry.record.formerly} if entry else set()
        every = (entry.record for entry in self.estate.inventory.of_kind(ConfigurationItem))
        return frozenset(item.id for item in every if not names.isdisjoint({item.owner, item.operated_by}))

    @cached_property
    def _selection(self) -> Selection:
        return Selection(self.estate.inventory, self.estate.relations)
