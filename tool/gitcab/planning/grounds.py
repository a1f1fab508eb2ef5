"""The estates on which changes are judged: today's, and as it will be at any moment."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import datetime

from gitcab.graph.ground import Ground
from gitcab.model.inventory import Inventory
from gitcab.model.item_class import ItemClass
from gitcab.model.records._plans import RfcItem, TouchedItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.relation import Relation
from gitcab.planning.planned import PlannedChange, planned
from gitcab.planning.projection import outcome_of, will_be_applied
from gitcab.store.overlay_inventory import OverlayInventory

_ALTERING = frozenset({"class", "life_cycle", "quorum", "formerly"})
"""The fields, relations apart, by which an item's patch alters who hits whom."""


class Grounds:
    """Today's ground, and those of the projections: a change is judged on the worse of both.

    Only changes that alter the graph lead to another ground; each is drawn from the one before it,
    when it is first asked for. `ahead` is today's inventory with the items of other revisions laid
    over it, from which the projections then start.
    """

    def __init__(self, inventory: Inventory, relations: Mapping[str, Relation], ahead: Inventory | None = None) -> None:
        self.today = Ground.of(inventory, relations)
        self.ahead = inventory if ahead is None else ahead
        altering = (entry for entry in inventory.of_kind(RequestForChange) if _alters_graph(entry.record))
        due = (planned(entry, inventory) for entry in altering)
        self._due = sorted(
            (one for one in due if one and will_be_applied(one)), key=lambda one: (one.interval.end, one.id)
        )
        self._ends = [one.interval.end for one in self._due]
        self._overlay = OverlayInventory(self.ahead, {})
        self._grounds = [self.today if ahead is None else Ground.of(ahead, relations)]

    @property
    def moments(self) -> frozenset[datetime]:
        """When the ground changes."""
        return frozenset(self._ends)

    def at(self, moment: datetime) -> Ground:
        """The ground as it will be when all that ends by that moment has been done."""
        wanted = bisect_right(self._ends, moment)
        while len(self._grounds) <= wanted:
            self._grounds.append(self._after(self._due[len(self._grounds) - 1]))
        return self._grounds[wanted]

    def both(self, moment: datetime) -> tuple[Ground, ...]:
        """Today's ground and that of the moment; one where they are the same."""
        then = self.at(moment)
        return (self.today,) if then is self.today else (self.today, then)

    def is_service(self, id: str, classes: Mapping[str, ItemClass]) -> bool:
        """Whether the item is one, today or once every change that has been asked for is done."""
        for inventory in (self.today.wiring.inventory, self._grounds[-1].wiring.inventory):
            item = inventory.item(id)
            known = classes.get(item.item_class) if item else None
            if known is not None and known.family == "service":
                return True
        return False

    def _after(self, change: PlannedChange) -> Ground:
        last = self._grounds[-1]
        outcome = outcome_of(change, last.wiring.inventory)
        if not outcome:
            return last
        self._overlay = OverlayInventory(self.ahead, {**self._overlay.changed, **outcome}, self._overlay)
        return last.altered(self._overlay, outcome)


def _alters_graph(rfc: RequestForChange) -> bool:
    return any(_alters(item) for item in rfc.configuration_items)


def _alters(item: RfcItem) -> bool:
    return not isinstance(item, TouchedItem) or bool(item.relate or item.unrelate or _ALTERING & item.patch.keys())
