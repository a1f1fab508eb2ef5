"""The way from a root to an item, found when somebody looks at it."""

from collections.abc import Iterator, Sequence
from typing import overload

from gitcab.graph.spread import Spread
from gitcab.model.impact import Step


class Path(Sequence[Step]):
    """From a root to a changed item, one step for each hop; equal to any sequence of the same steps.

    A hub hits tens of thousands of items, of whose paths most answers show a few; so only the hops
    are known beforehand, and whoever goes backwards finds no more steps than are asked for.
    """

    __slots__ = ("_id", "_spread")

    def __init__(self, spread: Spread, id: str) -> None:
        self._spread = spread
        self._id = id

    def __len__(self) -> int:
        return self._spread.hops(self._id)

    def __reversed__(self) -> Iterator[Step]:
        return self._spread.back(self._id)

    def __iter__(self) -> Iterator[Step]:
        return reversed(tuple(reversed(self)))

    @overload
    def __getitem__(self, index: int) -> Step: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Step]: ...

    def __getitem__(self, index: int | slice) -> Step | Sequence[Step]:
        if index == -1:
            return self._spread.last(self._id)
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
