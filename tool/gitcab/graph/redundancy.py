"""Which redundancy groups and quorums lose a member."""

from collections.abc import Mapping

from gitcab.graph.influence import Influence
from gitcab.graph.wiring import Wiring
from gitcab.model.impact import State
from gitcab.model.inventory import Inventory
from gitcab.model.relation import Relation


def redundancy_lost(
    inventory: Inventory, relations: Mapping[str, Relation], states: Mapping[str, State]
) -> tuple[str, ...]:
    """The items of whose groups (more members than are needed) one or more is not up, in the order of ids.

    Told whether the group still holds or not, so that worse states never give fewer items.
    """
    wiring = Wiring.along(inventory, relations, None)
    failed = {one for one, state in states.items() if state.felt > State.UP}
    near = {affected for one in failed for affected in wiring.affected_by(one)}
    items = [item for one in sorted(near) if (item := wiring.item(one))]
    return tuple(item.id for item in items if any(_loses(one, failed) for one in wiring.influences_on(item)))


def _loses(influence: Influence, failed: set[str]) -> bool:
    spare = influence.at_least is not None and influence.at_least < len(influence.causes)
    return spare and not failed.isdisjoint(set(influence.causes) - influence.lost)
