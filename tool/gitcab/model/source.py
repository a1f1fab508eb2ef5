"""Where in a file something stands, so that every finding can name its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Route = tuple[str | int, ...]
"""The keys and indexes that lead from a record's top to a value, as ("relations", "runs_on", 0)."""


class Place(NamedTuple):
    """A position in a file of the repository; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


class Mark(NamedTuple):
    """Where a value starts and, in a mapping, where its key starts: (line, column) from 1."""

    value: tuple[int, int]
    key: tuple[int, int] | None = None


class Suppression(NamedTuple):
    """A comment `# gitcab: ignore[rule, rule] reason` and the line that it speaks of."""

    line: int
    column: int
    applies_to: int
    rules: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a record was read from: its path from git's top, and the marks of its values."""

    path: str
    marks: Mapping[Route, Mark] = field(default_factory=dict, compare=False, repr=False)
    suppressions: tuple[Suppression, ...] = ()

    def place(self, route: Route = (), *, of_key: bool = False) -> Place:
        """The place of the value (or its key) at `route`, else of the nearest value around it."""
        while route and route not in self.marks:
            route = route[:-1]
        mark = self.marks.get(route)
        if mark is None:
            return Place(self.path)
        line, column = mark.key if of_key and mark.key else mark.value
        return Place(self.path, line, column)
