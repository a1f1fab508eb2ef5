"""Changes that wait for the board: when, the worst that could be hit, and who is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from gitcab.graph.ground import Ground
from gitcab.model.agenda import Decision, WorstHit
from gitcab.model.entry import Entry
from gitcab.model.impact import State
from gitcab.model.inventory import Estate
from gitcab.model.moment import zone
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.records.team import Team
from gitcab.model.touching import touched
from gitcab.planning.grounds import Grounds
from gitcab.planning.planned import planned

_WAITING = ("assess", "authorize")
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Pending:
    """Judges the changes in `assess` and `authorize`; those without a zone are told in `home`."""

    estate: Estate
    home: ZoneInfo

    def decisions(self) -> list[Decision]:
        """In the order of their starts, those without a schedule last."""
        entries = self.estate.inventory.of_kind(RequestForChange)
        found = [self._decision(entry) for entry in entries if entry.record.state in _WAITING]
        return sorted(found, key=lambda one: (one.start or _NEVER, one.rfc))

    def _decision(self, entry: Entry[RequestForChange]) -> Decision:
        rfc = entry.record
        change = planned(entry, self.estate.inventory)
        home = zone(rfc.schedule.time_zone) if rfc.schedule and rfc.schedule.time_zone else self.home
        grounds = self._grounds.both(change.interval.start) if change else (self._grounds.today,)
        hit = self._worst(rfc, grounds)
        return Decision(
            rfc.id,
            rfc.title,
            rfc.type,
            rfc.state,
            start=change.interval.start.astimezone(home) if change else None,
            end=change.interval.end.astimezone(home) if change else None,
            worst=self._told(hit),
            missing=tuple(self._missing(rfc, hit)),
            on_hold=rfc.on_hold.reason if rfc.on_hold else None,
        )

    @cached_property
    def _grounds(self) -> Grounds:
        return Grounds(self.estate.inventory, self.estate.relations)

    def _worst(self, rfc: RequestForChange, grounds: Iterable[Ground]) -> Mapping[str, State]:
        """The worst that each item may come to, today or when the change begins."""
        every = dict.fromkeys(sorted(touched(rfc, self.estate.inventory)), State.DOWN)
        choices = [{item: state} for item, state in every.items()] if rfc.one_at_a_time else [every]
        worst: dict[str, State] = {}
        for reach in (ground.reach(roots) for ground in grounds for roots in choices):
            worst |= {item: max(state, worst.get(item, State.UP)) for item, state in reach.states.items()}
        return worst

    def _told(self, hit: Mapping[str, State]) -> WorstHit:
        services = [one for one in hit.items() if self._grounds.is_service(one[0], self.estate.classes)]
        ordered = sorted(services, key=lambda one: (-one[1], self._rank(one[0]), one[0]))
        states = list(hit.values())
        names = tuple((self._name(item), state) for item, state in ordered)
        return WorstHit(states.count(State.DOWN), states.count(State.DEGRADED), names)

    def _rank(self, item: str) -> int:
        entry = self.estate.inventory.get(ConfigurationItem, item)
        ranks = ("critical", "high", "medium", "low")
        return ranks.index(entry.record.criticality) if entry and entry.record.criticality else len(ranks)

    def _name(self, item: str) -> str:
        entry = self.estate.inventory.get(ConfigurationItem, item)
        return entry.record.name if entry else item

    def _missing(self, rfc: RequestForChange, hit: Iterable[str]) -> Iterator[str]:
        """The board (for an emergency its own) and the owners of all that could be hit, the requester's teams apart."""
        role = "ecab" if rfc.type == "emergency" else "cab"
        teams = [entry.record for entry in self.estate.inventory.of_kind(Team)]
        asker = rfc.requested_by.casefold()
        own = {team.id for team in teams if asker in {login.casefold() for login in team.members}}
        items = (self.estate.inventory.get(ConfigurationItem, item) for item in hit)
        owners = (self.estate.inventory.get(Team, entry.record.owner) for entry in items if entry)
        yield from (team.id for team in teams if role in team.roles)
        yield from sorted({owner.id for owner in owners if owner} - own)
