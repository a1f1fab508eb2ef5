"""Who belongs to a team or has a role, as of a day; logins are in small letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gitcab.model.inventory import Inventory
from gitcab.model.moment import read_date
from gitcab.model.records.team import Delegation, Team


@dataclass(frozen=True, slots=True)
class Groups:
    """The teams of one inventory, with the delegations of that day."""

    inventory: Inventory
    day: date

    def people(self, name: str) -> frozenset[str]:
        """The members of the team so called and of all teams with the role so called."""
        return frozenset(person for team in self._meant(name) for person in self.members(team))

    def members(self, team: Team) -> frozenset[str]:
        """Who decides for the team: its members, each who has delegated replaced by their deputy."""
        active = {one.from_login.casefold(): one.to.casefold() for one in team.delegations if self._is_active(one)}
        own = (login.casefold() for login in team.members)
        return frozenset(active.get(login, login) for login in own)

    def teams_of(self, login: str) -> tuple[str, ...]:
        """The teams that somebody belongs to."""
        teams = (entry.record for entry in self.inventory.of_kind(Team))
        return tuple(team.id for team in teams if login.casefold() in self.members(team))

    @property
    def everybody(self) -> frozenset[str]:
        """All who belong to any team."""
        return frozenset(person for entry in self.inventory.of_kind(Team) for person in self.members(entry.record))

    def present(self, name: str) -> str:
        """The id of the team that answers for it today: itself, renamed, or its successor's."""
        team = self._standing(name)
        return team.id if team else name

    def _is_active(self, delegation: Delegation) -> bool:
        return read_date(delegation.start) <= self.day <= read_date(delegation.end)

    def _meant(self, name: str) -> Iterator[Team]:
        team = self._standing(name)
        if team is not None:
            yield team
        teams = (entry.record for entry in self.inventory.of_kind(Team))
        yield from (one for one in teams if name in one.roles)

    def _standing(self, name: str) -> Team | None:
        """The team, or whoever has succeeded it; the last one known where successors run in a ring."""
        entry = self.inventory.get(Team, name)
        seen: set[str] = set()
        while entry and entry.record.succeeded_by and entry.id not in seen:
            seen.add(entry.id)
            following = self.inventory.get(Team, entry.record.succeeded_by)
            entry = following or entry
        return entry.record if entry else None
