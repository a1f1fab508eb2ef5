"""All that a risk factor may look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property

from gitcab.graph.rfc_impact import Case, impact_of_rfc
from gitcab.model.entry import Entry
from gitcab.model.impact import Impact, State
from gitcab.model.inventory import Inventory
from gitcab.model.item_class import ItemClass
from gitcab.model.moment import zone
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.relation import Relation
from gitcab.model.touching import touched
from gitcab.planning.planned import PlannedChange, planned
from gitcab.policies.history import History, added_items

Hit = tuple[ConfigurationItem, State]


@dataclass(frozen=True)
class Circumstances:
    """A change, the estate that it is judged on, and what was before; `zone_name` is that of service hours."""

    entry: Entry[RequestForChange]
    inventory: Inventory
    relations: Mapping[str, Relation]
    classes: Mapping[str, ItemClass]
    history: History
    zone_name: str | None = None

    @property
    def rfc(self) -> RequestForChange:
        """The change."""
        return self.entry.record

    @cached_property
    def planned(self) -> PlannedChange | None:
        """The change in the calendar, None where it has no usable schedule."""
        return planned(self.entry, self.inventory)

    @property
    def zone(self) -> tzinfo:
        """Where service hours are local: the policy's zone, else the schedule's, else UTC."""
        schedule = self.rfc.schedule
        return zone(self.zone_name or (schedule.time_zone if schedule else None) or "UTC")

    @cached_property
    def items(self) -> tuple[ConfigurationItem, ...]:
        """What the change touches, retires or adds, each once, in the order of ids."""
        found = [self.inventory.get(ConfigurationItem, one) for one in touched(self.rfc, self.inventory)]
        items = {item.id: item for item in added_items(self.rfc, self.inventory)}
        items |= {entry.id: entry.record for entry in found if entry}
        return tuple(item for _, item in sorted(items.items()))

    @cached_property
    def worst(self) -> Impact:
        """What is hit when every item that it touches fails."""
        return self._impact("worst")

    @cached_property
    def expected(self) -> Impact:
        """What is hit as declared."""
        return self._impact("expected")

    def _impact(self, case: Case) -> Impact:
        return impact_of_rfc(self.inventory, self.relations, self.classes, self.rfc, case)

    def services(self, impact: Impact) -> tuple[Hit, ...]:
        """The services that end degraded or down, those that the change itself touches included, worst first."""
        worse = ((hit, state) for hit, state in impact.states.items() if state.felt > State.UP)
        found = ((self.inventory.get(ConfigurationItem, hit), state) for hit, state in worse if self._is_service(hit))
        services = ((entry.record, state) for entry, state in found if entry)
        return tuple(sorted(services, key=lambda one: (-one[1], one[0].id)))

    def _is_service(self, id: str) -> bool:
        item = self.inventory.item(id)
        known = self.classes.get(item.item_class) if item else None
        return known is not None and known.family == "service"
