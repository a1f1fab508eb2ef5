"""The influences of an estate that is too large to draw: looked up when a failure comes near them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from gitcab.graph.influence import Influence
from gitcab.graph.wiring import Wiring
from gitcab.model.impact import State

_Influences = tuple[Influence, ...]


class Lookup:
    """What items feel, and whom they affect: each influence is looked up once and stays the same object.

    `before` is the lookup of an estate that differs in no influence but those on the items `touched`.
    """

    def __init__(self, wiring: Wiring, before: "Lookup | None" = None, touched: Collection[str] = ()) -> None:
        self.wiring = wiring
        self.singles = ByCause(self, is_group=False)
        self.groups = ByCause(self, is_group=True)
        self._before = before
        self._touched = frozenset(touched)
        self._on: dict[str, _Influences] = {}
        self._by_cause: dict[str, tuple[_Influences, _Influences]] = {}

    def broken(self) -> _Influences:
        """The groups and quorums that cannot hold with nothing lost, in the order of whom they affect."""
        fragile = sorted(self.wiring.inventory.fragile())
        self._expect(fragile)
        return tuple(one for near in fragile for one in self.on(near) if one.state({}) > State.AT_RISK)

    def on(self, id: str) -> _Influences:
        """All that the item feels, in the order in which it is written."""
        if id not in self._on:
            self._on[id] = self._looked_up(id)
        return self._on[id]

    def prepare(self, causes: Collection[str]) -> None:
        """These will be asked for next; looked up together they cost less."""
        new = [one for one in causes if one not in self._by_cause]
        if not new:
            return
        self.wiring.inventory.expect(new)
        affected = {one: sorted({*self.wiring.affected_by(one)}) for one in new}
        self._expect({*chain.from_iterable(affected.values())})
        for cause, those in affected.items():
            self._by_cause[cause] = self._divided(cause, those)

    def by(self, cause: str) -> tuple[_Influences, _Influences]:
        """The single influences and the groups in which it has a part that may be lost."""
        self.prepare([cause])
        return self._by_cause[cause]

    def _divided(self, cause: str, affected: Iterable[str]) -> tuple[_Influences, _Influences]:
        every = [one for near in affected for one in self.on(near) if cause in one.causes and cause not in one.lost]
        single = tuple(one for one in every if one.at_least is None)
        return single, tuple(one for one in every if one.at_least is not None)

    def _looked_up(self, id: str) -> _Influences:
        if self._before is not None and id not in self._touched:
            return self._before.on(id)
        item = self.wiring.item(id)
        return tuple(self.wiring.influences_on(item)) if item is not None and item.id == id else ()

    def _expect(self, ids: Iterable[str]) -> None:
        """What influences on these are made of is loaded at once."""
        new = [one for one in ids if one not in self._on]
        inventory = self.wiring.inventory
        inventory.expect(new)
        named = {link.target for one in new for link in inventory.links_from(one)}
        felt = self.wiring.felt_by_target
        naming = {link.source for one in new for link in inventory.links_to(one) if link.relation in felt}
        inventory.expect({*new, *named, *naming}, links=False)


class ByCause(Mapping[str, _Influences]):
    """The influences of one sort by their causes, looked up when they are asked for."""

    def __init__(self, lookup: Lookup, *, is_group: bool) -> None:
        self._lookup = lookup
        self._part = int(is_group)

    def __getitem__(self, cause: str) -> _Influences:
        return self._lookup.by(cause)[self._part]

    def __iter__(self) -> Iterator[str]:
        return (item.id for item in self._lookup.wiring.inventory.items())

    def __len__(self) -> int:
        return sum(1 for _ in self)
