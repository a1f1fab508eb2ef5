"""What an item itself depends on, directly or not: the question of impact, asked upstream."""

from collections.abc import Iterator, Mapping

from gitcab.graph.influence import Influence
from gitcab.graph.region import Region, felt_causes, upstream
from gitcab.graph.wiring import Wiring
from gitcab.model.dependencies import Dependencies, Dependency
from gitcab.model.impact import GroupLoss, State, Step
from gitcab.model.inventory import Inventory
from gitcab.model.item_class import ItemClass
from gitcab.model.relation import Relation

_Ways = Mapping[str, tuple[Step, ...]]


def dependencies(
    inventory: Inventory,
    relations: Mapping[str, Relation],
    classes: Mapping[str, ItemClass],
    id: str,
    *,
    relation_names: set[str] | None = None,
) -> Dependencies:
    """All items whose failure can reach that one, and what the loss of each alone does to it.

    The path is a shortest one over relations alone, whatever the states; of equal ones the first by
    the ids from the item outwards. `relation_names` are the relations that count. An item that no
    record describes depends on nothing.
    """
    wiring = Wiring.along(inventory, relations, relation_names)
    item = wiring.item(id)
    present = item.id if item else id
    region = upstream(wiring, [present])
    ways = _ways_to(present, region)
    found = (_dependency(region, present, cause, ways, classes) for cause in region.items if cause != present)
    return Dependencies(present, tuple(sorted(found, key=lambda one: (one.hops, one.id))))


def _dependency(region: Region, affected: str, cause: str, ways: _Ways, classes: Mapping[str, ItemClass]) -> Dependency:
    item = region.items[cause]
    known = classes.get(item.item_class)
    lost = region.spread({cause: State.DOWN})
    return Dependency(
        id=cause,
        name=item.name,
        item_class=item.item_class,
        family=known.family if known else "",
        effect=lost.states[affected] if affected in lost.changes else State.UP,
        hops=len(ways[cause]),
        path=ways[cause],
        owner=item.owner,
        criticality=item.criticality,
        environment=item.environment,
    )


def _ways_to(id: str, region: Region) -> _Ways:
    """A shortest way from each item of the region to that one."""
    ways: dict[str, tuple[Step, ...]] = {id: ()}
    for affected in (queue := [id]):
        for step in sorted(
            _steps_to(affected, region), key=lambda one: (one.cause, one.relation, one.group is not None)
        ):
            if step.cause not in ways:
                ways[step.cause] = (step, *ways[affected])
                queue.append(step.cause)
    return ways


def _steps_to(affected: str, region: Region) -> Iterator[Step]:
    for influence in region.influences.get(affected, ()):
        for cause in felt_causes(influence):
            yield Step(cause, influence.relation, affected, _loss(influence, cause))


def _loss(influence: Influence, cause: str) -> GroupLoss | None:
    """What the group would have lost with that one."""
    if influence.at_least is None:
        return None
    return GroupLoss(influence.at_least, influence.causes, influence.failed({cause: State.DOWN}))
