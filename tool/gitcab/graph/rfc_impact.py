"""What a request for change hits: as it is expected, and at worst."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from gitcab.graph.impact import impact
from gitcab.model.impact import Impact, State
from gitcab.model.inventory import Inventory
from gitcab.model.item_class import ItemClass
from gitcab.model.records._plans import RetiredItem, TouchedItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.relation import Relation

Case = Literal["expected", "worst"]

_STATES = {"none": State.UP, "degraded": State.DEGRADED, "outage": State.DOWN}


def roots_of(rfc: RequestForChange, case: Case) -> Mapping[str, State]:
    """Where the change's impact starts, in the order of ids.

    Expected are the effects that it declares (none is no root); at worst every item that it touches
    or retires is down. What it adds does not exist yet. Of an item named twice the worse counts.
    """
    roots: dict[str, State] = {}
    for item in rfc.configuration_items:
        if isinstance(item, TouchedItem | RetiredItem):
            touched = item.id if isinstance(item, TouchedItem) else item.retire
            state = State.DOWN if case == "worst" else _STATES[item.effect]
            roots[touched] = max(state, roots.get(touched, State.UP))
    return {root: state for root, state in sorted(roots.items()) if state > State.UP}


def impact_of_rfc(
    inventory: Inventory,
    relations: Mapping[str, Relation],
    classes: Mapping[str, ItemClass],
    rfc: RequestForChange,
    case: Case,
    *,
    relation_names: set[str] | None = None,
) -> Impact:
    """The impact of one change in that case; a rolling change's is the worst of its items one at a time."""
    found = impact(
        inventory,
        relations,
        classes,
        roots_of(rfc, case),
        one_at_a_time=rfc.one_at_a_time,
        relation_names=relation_names,
    )
    return replace(found, case=case)
