"""The influences of a whole estate, drawn once, so that many changes can be judged one after the other.

The states are those of `impact`, without what only `impact` tells: hops, paths and `at_risk`, which
nobody feels. Projections share what they leave as it is with the estate that they start from.
"""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from gitcab.graph.influence import Influence
from gitcab.graph.lookup import Lookup
from gitcab.graph.wiring import Wiring
from gitcab.model.impact import State
from gitcab.model.inventory import Inventory
from gitcab.model.relation import Relation

_ByCause = Mapping[str, tuple[Influence, ...]]

_LARGE = 3000
"""With so many records and more it is not drawn."""


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Whom some roots hit: those degraded or down that are worse than without the roots, roots included.

    `groups` are the redundancy groups and quorums with a member among them.
    """

    states: Mapping[str, State]
    groups: tuple[Influence, ...]


@dataclass(frozen=True, eq=False)
class Ground:
    """An estate's influences by their causes; `broken` are the groups that cannot hold with nothing lost.

    With a `lookup` they are looked up there, and `broken` is empty.
    """

    wiring: Wiring
    singles: _ByCause
    groups: _ByCause
    broken: tuple[Influence, ...]
    lookup: Lookup | None = None

    @classmethod
    def of(cls, inventory: Inventory, relations: Mapping[str, Relation]) -> "Ground":
        """The ground of an inventory; of a large one, most of which no change comes near, it is not drawn."""
        if len(inventory) < _LARGE:
            return cls.drawn(inventory, relations)
        return cls.looked_up(Lookup(Wiring(inventory, relations)))

    @classmethod
    def looked_up(cls, lookup: Lookup) -> "Ground":
        """The ground of which only that is known which somebody asks for."""
        return cls(lookup.wiring, lookup.singles, lookup.groups, (), lookup)

    @classmethod
    def drawn(cls, inventory: Inventory, relations: Mapping[str, Relation]) -> "Ground":
        """The ground of all items of an inventory."""
        wiring = Wiring(inventory, relations)
        return cls(wiring, {}, {}, ())._with([one for item in inventory.items() for one in wiring.influences_on(item)])

    def altered(self, inventory: Inventory, changed: Iterable[str]) -> "Ground":
        """The ground of an inventory that differs from this one's in the items that changed."""
        wiring = Wiring(inventory, self.wiring.relations)
        touched = {near for one in changed for each in (self.wiring, wiring) for near in _near(each, one)}
        if self.lookup is not None:
            return Ground.looked_up(Lookup(wiring, self.lookup, touched))
        old = [one for near in touched for one in _influences(self.wiring, near)]
        causes = {cause for one in old for cause in one.causes}
        singles, groups = (_without(causes, touched, kept) for kept in (self.singles, self.groups))
        broken = tuple(one for one in self.broken if one.affected not in touched)
        new = [one for near in sorted(touched) for one in _influences(wiring, near)]
        return Ground(wiring, singles, groups, broken)._with(new)

    @cached_property
    def baseline(self) -> Mapping[str, State]:
        """Who is degraded or down with nothing lost."""
        standing: dict[str, State] = {}
        for group in self.lookup.broken() if self.lookup else self.broken:
            standing[group.affected] = max(group.state({}).felt, standing.get(group.affected, State.UP))
        return self._spread({}, standing).states

    def reach(self, roots: Mapping[str, State]) -> Reach:
        """Whom these roots hit together; roots that no record describes hit nobody."""
        known = {root: state for root, state in roots.items() if self.wiring.item(root) is not None}
        return self._spread(self.baseline, known)

    def _spread(self, before: Mapping[str, State], roots: Mapping[str, State]) -> Reach:
        hit: dict[str, State] = {}
        felt: Mapping[str, State] = ChainMap(hit, dict(before)) if before else hit
        groups: dict[Influence, None] = {}
        waiting: list[str] = []

        def settle(id: str, state: State) -> None:
            if state > felt.get(id, State.UP):
                hit[id] = state
                waiting.append(id)

        for root, state in roots.items():
            settle(root, state)
        while waiting:
            if self.lookup is not None:
                self.lookup.prepare(waiting)
            cause = waiting.pop()
            for single in self.singles.get(cause, ()):
                settle(single.affected, hit[cause] if single.is_hard else hit[cause].weakened)
            for group in self.groups.get(cause, ()):
                groups[group] = None
                settle(group.affected, group.state(felt).felt)
        return Reach(hit, tuple(groups))

    def _with(self, influences: Iterable[Influence]) -> "Ground":
        singles: dict[str, list[Influence]] = defaultdict(list)
        groups: dict[str, list[Influence]] = defaultdict(list)
        broken = list(self.broken)
        for one in influences:
            for cause in dict.fromkeys(one.causes):
                if cause not in one.lost:
                    (singles if one.at_least is None else groups)[cause].append(one)
            if one.state({}) > State.AT_RISK:
                broken.append(one)
        return Ground(self.wiring, _joined(self.singles, singles), _joined(self.groups, groups), tuple(broken))


def _joined(kept: _ByCause, new: Mapping[str, list[Influence]]) -> _ByCause:
    return {**kept, **{cause: (*kept.get(cause, ()), *ones) for cause, ones in new.items()}}


def _without(causes: Iterable[str], touched: set[str], kept: _ByCause) -> _ByCause:
    fewer = {cause: tuple(one for one in kept.get(cause, ()) if one.affected not in touched) for cause in causes}
    return {**kept, **fewer}


def _near(wiring: Wiring, id: str) -> Iterable[str]:
    """The item itself, and those whose influences may be other ones when its record changes."""
    yield id
    yield from (link.target for link in wiring.inventory.links_from(id))
    yield from (link.source for link in wiring.inventory.links_to(id))


def _influences(wiring: Wiring, id: str) -> Iterable[Influence]:
    item = wiring.item(id)
    return wiring.influences_on(item) if item is not None and item.id == id else ()
