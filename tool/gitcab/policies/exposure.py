"""What changes expose the estate to, judged on the worse of two estates: before them and with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from gitcab.graph.rfc_impact import impact_of_rfc
from gitcab.model.conflict import Conflict
from gitcab.model.entry import Entry
from gitcab.model.exposure import Exposure, together
from gitcab.model.impact import State
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.item import Item
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.risk import Level
from gitcab.planning.conflicts import Calendar, conflicts_of, prepared
from gitcab.planning.planned import planned
from gitcab.planning.projection import projected
from gitcab.policies.risk import risk

_Change = Entry[RequestForChange]


@dataclass(frozen=True, eq=False)
class Outlook:
    """The estates before and after a pull request, at a moment (aware).

    Relations, classes and windows are those before.
    """

    before: Estate
    after: Estate
    policy: Policy
    now: datetime

    def exposure(self, changes: Iterable[_Change]) -> Exposure:
        """The exposure of all these changes, as they stand after the pull request."""
        return together([self.of(change) for change in changes])

    def of(self, change: _Change) -> Exposure:
        """The exposure of one change, reckoned once."""
        if change.id not in self._known:
            self._known[change.id] = self._reckoned(change)
        return self._known[change.id]

    @cached_property
    def _known(self) -> dict[str, Exposure]:
        return {}

    def _reckoned(self, change: _Change) -> Exposure:
        hits = [self._hits(change, inventory) for inventory in self._inventories(change)]
        found = self._conflicts(change)
        return replace(
            together(hits),
            risk=self._risk(change),
            conflicts=tuple(one for one in found if one.accepted is None),
            freezes=tuple(one for one in found if one.type == "freeze"),
        )

    def _inventories(self, change: _Change) -> Iterator[Inventory]:
        """Both estates, as they are and as they will be at the change's start."""
        for inventory in (self.before.inventory, self.after.inventory):
            yield inventory
            placed = planned(change, inventory)
            if placed and placed.interval.start > self.now:
                yield projected(inventory, placed.interval.start).inventory

    def _hits(self, change: _Change, inventory: Inventory) -> Exposure:
        demands = self.before.relations, self.before.classes
        expected, worst = (
            impact_of_rfc(inventory, *demands, change.record, "expected").states,
            impact_of_rfc(inventory, *demands, change.record, "worst").states,
        )
        found = {one: inventory.item(one) for one in {*expected, *worst}}
        items = {one: item for one, item in found.items() if item}
        return Exposure(
            {one: state for one, state in expected.items() if state > State.UP},
            {one: state for one, state in worst.items() if state > State.UP},
            {one: frozenset([item.owner]) for one, item in items.items()},
            frozenset(one for one, item in items.items() if self._is_service(item)),
            {one: frozenset([item.criticality or "critical"]) for one, item in items.items()},
        )

    def _is_service(self, item: Item) -> bool:
        known = self.before.classes.get(item.item_class)
        return known is not None and known.family == "service"

    def _risk(self, change: _Change) -> Level | None:
        """The higher level of both estates, None where the policy does not say what risk is."""
        after = replace(self.after, relations=self.before.relations, classes=self.before.classes)
        found = [risk(estate, self.policy, change, self.now) for estate in (self.before, after)]
        return max((one.level for one in found if one), default=None)

    def _conflicts(self, change: _Change) -> tuple[Conflict, ...]:
        placed = planned(change, self.after.inventory)
        return conflicts_of(placed, self._calendar).conflicts if placed else ()

    @cached_property
    def _calendar(self) -> Calendar:
        windows = [entry.record for entry in self.before.inventory.of_kind(ChangeWindow)]
        return prepared(self.after.inventory, self.before.relations, self.before.classes, windows=windows)
