"""Whom one change affects: services with their minutes, and teams with their items."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args
from zoneinfo import ZoneInfo

from gitcab.graph.rfc_impact import Case, impact_of_rfc
from gitcab.model.impact import Impacted, State, Step
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.notice import AffectedItem, AffectedService
from gitcab.model.records.configuration_item import ConfigurationItem, Criticality
from gitcab.model.touching import present_id
from gitcab.planning._outage_table import minutes_in_hours
from gitcab.planning.grounds import Grounds
from gitcab.planning.outage import Stretch, outages
from gitcab.planning.planned import PlannedChange, total_minutes
from gitcab.planning.projection import projected

_CRITICALITIES: Sequence[str] = get_args(Criticality)


@dataclass(frozen=True)
class Affected:
    """What a change does on the estate as it will be at its start; service hours are meant in `home`."""

    estate: Estate
    change: PlannedChange
    home: ZoneInfo

    def services(self, *, known_to_people: bool = False) -> list[AffectedService]:
        """The services that are hit, the worst first.

        People know a service that says who uses it, or that no other service stands on.
        """
        grounds = Grounds(self.estate.inventory, self.estate.relations)
        hits = outages([self.change], grounds, self.estate.classes).items()
        told = [hit for hit in hits if not known_to_people or self._is_known(hit[0], grounds)]
        ordered = sorted(told, key=lambda hit: self._gravity(*hit))
        return [self._service(one, stretches) for one, stretches in ordered]

    def owned_items(self) -> Mapping[str, list[AffectedItem]]:
        """For each owner what is touched or could be hit: degraded or down at worst."""
        found: dict[str, list[AffectedItem]] = defaultdict(list)
        touched = {present_id(item.id, self._later): item.effect for item in self.change.items}
        for one in sorted({*touched, *self._worst}):
            item = self._item(one)
            if item is not None:
                found[item.owner].append(self._owned(item, one in touched, touched.get(one, State.UP)))
        ordered = {owner: sorted(items, key=_worst_first) for owner, items in found.items()}
        return dict(sorted(ordered.items()))

    def _owned(self, item: ConfigurationItem, is_touched: bool, effect: State) -> AffectedItem:
        worst, expected = self._worst.get(item.id), self._expected.get(item.id)
        return AffectedItem(
            item.id,
            item.name,
            expected=max(effect, expected.state if expected else State.UP),
            worst=State.DOWN if is_touched else worst.state if worst else State.UP,
            because=() if is_touched or worst is None else tuple(self._clauses(worst.path)),
        )

    def _service(self, service: str, stretches: Sequence[Stretch]) -> AffectedService:
        item = self._item(service)
        attributes = item.attributes if item else {}
        users = attributes.get("users")
        every = [one.interval for one in stretches]
        minutes = {
            state: total_minutes(one.interval for one in stretches if one.state is state)
            for state in (State.DOWN, State.DEGRADED)
        }
        return AffectedService(
            item.name if item else service,
            users if isinstance(users, str) else None,
            minutes[State.DOWN],
            minutes[State.DEGRADED],
            minutes_in_hours(attributes.get("service_hours"), every, self.home),
        )

    def _gravity(self, service: str, stretches: Sequence[Stretch]) -> tuple[int, int, str]:
        """Where a service stands among those that are hit: by its worst state, then by how critical it is."""
        item = self._item(service)
        rank = _CRITICALITIES.index(item.criticality) if item and item.criticality else -1
        return -max(one.state for one in stretches), -rank, item.name if item else service

    def _is_known(self, service: str, grounds: Grounds) -> bool:
        item = self._item(service)
        near = set(grounds.today.wiring.affected_by(service)) - {service}
        inner = any(grounds.is_service(one, self.estate.classes) for one in near)
        return not inner or (item is not None and "users" in item.attributes)

    def _clauses(self, path: Sequence[Step]) -> Iterator[str]:
        """`SIS depends on SIS database`, from the item that is touched to the one that is hit."""
        for step in path:
            relation = self.estate.relations.get(step.relation)
            is_told_by_cause = relation is not None and not relation.hits_source
            ends = (step.cause, step.affected) if is_told_by_cause else (step.affected, step.cause)
            subject, named = (self._named(one) for one in ends)
            yield f"{subject} {_said(step.relation)} {named}"

    def _named(self, id: str) -> str:
        item = self._item(id)
        return item.name if item else id

    def _item(self, id: str) -> ConfigurationItem | None:
        entry = self._later.get(ConfigurationItem, id)
        return entry.record if entry else None

    @cached_property
    def _later(self) -> Inventory:
        return projected(self.estate.inventory, self.change.interval.start).inventory

    @cached_property
    def _expected(self) -> Mapping[str, Impacted]:
        return self._impacted("expected")

    @cached_property
    def _worst(self) -> Mapping[str, Impacted]:
        return self._impacted("worst")

    def _impacted(self, case: Case) -> Mapping[str, Impacted]:
        found = impact_of_rfc(self._later, self.estate.relations, self.estate.classes, self.change.rfc, case)
        return {one.id: one for one in found.impacted if one.state > State.AT_RISK}


def _said(relation: str) -> str:
    """`depends on`, `is part of`: names of relations begin with a verb or lack one."""
    words = relation.replace("_", " ")
    return words if words.partition(" ")[0].endswith("s") else f"is {words}"


def _worst_first(item: AffectedItem) -> tuple[int, int, int, str]:
    return -item.expected, -item.worst, len(item.because), item.id
