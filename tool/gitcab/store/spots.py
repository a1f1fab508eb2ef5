"""Where each value of a file stands: kept as plain numbers, shown as marks and stretches when asked.

A large estate holds millions of values, and hardly any of their places is ever looked at.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gitcab.model.source import Mark, Route
from gitcab.store.document import Stretch


class Spot(NamedTuple):
    """Offsets in the text, lines and columns from 1, of a value and of its key (None in a list)."""

    start: int
    end: int
    line: int
    column: int
    flow: bool
    key_start: int | None = None
    key_line: int = 0
    key_column: int = 0


class Marks(Mapping[Route, Mark]):
    """The marks of all values by their routes."""

    def __init__(self, spots: Mapping[Route, Spot]) -> None:
        self._spots = spots

    def __getitem__(self, route: Route) -> Mark:
        spot = self._spots[route]
        key = None if spot.key_start is None else (spot.key_line, spot.key_column)
        return Mark((spot.line, spot.column), key)

    def __iter__(self) -> Iterator[Route]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)


class Stretches(Mapping[Route, Stretch]):
    """The stretches of all values by their routes; `shift` is the length of a byte order mark."""

    def __init__(self, spots: Mapping[Route, Spot], shift: int) -> None:
        self._spots = spots
        self._shift = shift

    def __getitem__(self, route: Route) -> Stretch:
        spot, shift = self._spots[route], self._shift
        key_start = None if spot.key_start is None else spot.key_start + shift
        return Stretch(spot.start + shift, spot.end + shift, key_start, spot.flow)

    def __iter__(self) -> Iterator[Route]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)
