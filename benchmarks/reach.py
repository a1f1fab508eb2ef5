"""What feels the failure of an item: all that hangs on it, whatever redundancy there is. For estates of millions."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from layers import Group, Item, named

_NO_IMPACT = {"supplied_by", "covered_by"}
_FROM_SOURCE = {"member_of"}


class Reach:
    """The paths of impact between items, which are told apart by their place in the estate."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._number = sum(counts.values())
        starts = accumulate(counts.values(), initial=0)
        self._start = {named(name, 0)[:-7]: start for name, start in zip(counts, starts, strict=False)}
        self._causes, self._effects = array("I"), array("I")

    def add(self, item: Item) -> None:
        """The relations of one item."""
        for cause, effect in impact_of(item):
            self._causes.append(self._place(cause))
            self._effects.append(self._place(effect))

    def counter(self) -> Callable[[str], int]:
        """Tells of an id how many items feel it; to be asked for when all items have been added."""
        firsts = array("I", bytes(4 * (self._number + 2)))
        for cause in self._causes:
            firsts[cause + 2] += 1
        firsts = array("I", accumulate(firsts))
        effects = array("I", bytes(4 * len(self._effects)))
        for cause, effect in zip(self._causes, self._effects, strict=True):
            effects[firsts[cause + 1]] = effect
            firsts[cause + 1] += 1
        return lambda asked: _count(self._place(asked), firsts, effects)

    def _place(self, id: str) -> int:
        prefix, _, number = id.rpartition("-")
        return self._start[prefix] + int(number)


def impact_of(item: Item) -> Iterator[tuple[str, str]]:
    """The paths of impact that an item's relations are, from cause to effect."""
    for relation, targets in item.relations.items():
        for target in _ids(targets) if relation not in _NO_IMPACT else ():
            yield (item.id, target) if relation in _FROM_SOURCE else (target, item.id)


def _ids(targets: Iterable[str | Group]) -> Iterator[str]:
    for target in targets:
        yield from target.of if isinstance(target, Group) else (target,)


def _count(start: int, firsts: "array[int]", effects: "array[int]") -> int:
    seen, left = {start}, [start]
    while left:
        place = left.pop()
        new = set(effects[firsts[place] : firsts[place + 1]]) - seen
        seen |= new
        left.extend(new)
    return len(seen) - 1
