"""Whose loss alone, or with one other, takes a service down."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from gitcab.graph.hits import impacted
from gitcab.graph.region import Region, upstream
from gitcab.graph.spread import Spread
from gitcab.graph.wiring import Wiring
from gitcab.model.failure import CutSet, PointsOfFailure
from gitcab.model.impact import State
from gitcab.model.inventory import Inventory
from gitcab.model.item_class import ItemClass
from gitcab.model.relation import Relation

_Mark = frozenset[tuple[str, State]]


def points_of_failure(
    inventory: Inventory,
    relations: Mapping[str, Relation],
    classes: Mapping[str, ItemClass],
    service: str,
    *,
    pairs: bool = False,
) -> PointsOfFailure:
    """Every item whose loss alone takes the service down, itself left out, in the order of their ids.

    With `pairs` also any two that do so only together. Where the service is down with nothing
    lost there is no answer, and `already_down` says so.
    """
    wiring = Wiring(inventory, relations)
    item = wiring.item(service)
    present = item.id if item else service
    region = upstream(wiring, [present])
    if region.baseline.get(present) is State.DOWN:
        return PointsOfFailure(present, (), () if pairs else None, already_down=True)
    losses = {one: region.spread({one: State.DOWN}) for one in sorted(region.items) if one != present}
    alone = {one for one, loss in losses.items() if loss.states.get(present) is State.DOWN}
    others = {one: loss for one, loss in losses.items() if one not in alone}
    return PointsOfFailure(
        present,
        tuple(_cut_sets(region, present, [(one,) for one in alone], classes)),
        tuple(_cut_sets(region, present, _pairs(region, present, others), classes)) if pairs else None,
    )


def _cut_sets(
    region: Region, service: str, sets: Iterable[tuple[str, ...]], classes: Mapping[str, ItemClass]
) -> Iterator[CutSet]:
    families = {name: one.family for name, one in classes.items()}
    for items in sorted(sets):
        lost = region.spread(dict.fromkeys(items, State.DOWN))
        yield CutSet(items, impacted(region.items[service], lost, families))


def _pairs(region: Region, service: str, losses: Mapping[str, Spread]) -> Iterator[tuple[str, str]]:
    """The pairs that take the service down, of items that do not alone.

    Only a redundancy group makes two losses worse than either. So items are told apart by what
    their loss does to members of groups: alike ones are interchangeable, and two can only matter
    together where they hit the same group.
    """
    alike: dict[_Mark, list[str]] = {}
    for one, loss in losses.items():
        alike.setdefault(_mark(region, loss), []).append(one)
    groups = {mark: {group for member, _ in mark for group in region.groups_with(member)} for mark in alike}
    for (mark, ones), (other_mark, others) in combinations(alike.items(), 2):
        if groups[mark].isdisjoint(groups[other_mark]):
            continue
        both = region.spread({ones[0]: State.DOWN, others[0]: State.DOWN})
        if both.states.get(service) is State.DOWN:
            yield from ((min(pair), max(pair)) for pair in product(ones, others))


def _mark(region: Region, loss: Spread) -> _Mark:
    """The members of groups that neighbours feel to be worse, and how bad they are."""
    worse = ((one, loss.states[one].felt) for one in loss.changes if region.groups_with(one))
    return frozenset((one, felt) for one, felt in worse if felt > region.baseline.get(one, State.UP).felt)
