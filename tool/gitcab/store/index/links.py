"""The relations between items, loaded for many of them at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from gitcab.model.relation import Link, Redundancy
from gitcab.store.index.names import Names
from gitcab.store.index.view import View

_LINK = "n, source, relation, target, position, member, at_least, place"
_NUMBERS = "SELECT n, id FROM record WHERE kind = 'ConfigurationItem' AND proposed_by IS NULL AND id"
_MEMBERS = f"SELECT {_LINK} FROM link WHERE at_least IS NOT NULL AND n"

_Row = Sequence[Any]
"""The columns of _LINK. What rows are ordered by is among them, else SQLite reads the whole view to order it."""

_At = tuple[int, str, int]


class Links:
    """Both ends of each link of a view; what is expected is loaded when the first of it is asked for."""

    def __init__(self, view: View, names: Names) -> None:
        self._view = view
        self._names = names
        self._leaving: dict[str, Sequence[Link]] = {}
        self._arriving: dict[str, Sequence[Link]] = {}
        self._to_leave: set[str] = set()
        self._to_arrive: set[str] = set()

    def expect(self, ids: Collection[str]) -> None:
        """These will be asked for next."""
        self._to_leave.update(one for one in ids if one not in self._leaving)
        self._to_arrive.update(one for one in ids if one not in self._arriving)

    def leaving(self, id: str) -> Sequence[Link]:
        """The links of the item with that id, in the order in which they are written."""
        if id not in self._leaving:
            self._to_leave.add(id)
            self._load_leaving(self._to_leave)
            self._to_leave = set()
        return self._leaving[id]

    def arriving(self, id: str) -> Sequence[Link]:
        """The links that name the item, in the order of the ids of those that do, each one's as written."""
        if id not in self._arriving:
            self._to_arrive.add(id)
            self._load_arriving(self._to_arrive)
            self._to_arrive = set()
        return self._arriving[id]

    def _load_leaving(self, ids: Collection[str]) -> None:
        found: dict[str, list[Link]] = {one: [] for one in ids}
        numbers = [n for n, _ in self._view.among(_NUMBERS, list(ids)) if n not in self._names.rivals]
        rows: list[_Row] = self._view.among(f"SELECT {_LINK} FROM link WHERE n", numbers, "ORDER BY n, place")
        groups = _groups(rows)
        for row in rows:
            found[row[1]].append(self._link(row, groups))
        self._leaving.update(found)

    def _load_arriving(self, ids: Collection[str]) -> None:
        found: dict[str, list[Link]] = {one: [] for one in ids}
        formers = self._names.formers
        written = [name for one in ids if one not in formers for name in (one, *self._names.older.get(one, ()))]
        aside = self._names.aside
        named: list[_Row] = self._view.among(f"SELECT {_LINK} FROM link WHERE target", written)
        rows = [row for row in named if row[0] not in aside]
        grouped = {row[0] for row in rows if row[6] is not None}
        groups = _groups(self._view.among(_MEMBERS, list(grouped), "ORDER BY n, place")) if grouped else {}
        for row in sorted(rows, key=lambda row: (row[1], row[-1])):
            found[formers.get(row[3], row[3])].append(self._link(row, groups))
        self._arriving.update(found)

    def _link(self, row: _Row, groups: dict[_At, Redundancy]) -> Link:
        n, source, relation, target, position, member, *_ = row
        present = self._names.formers.get(target, target)
        if member is None:
            return Link(source, relation, present, ("relations", relation, position))
        route = ("relations", relation, position, "of", member)
        return Link(source, relation, present, route, groups[n, relation, position])


def _groups(rows: Iterable[_Row]) -> dict[_At, Redundancy]:
    """The redundancy groups of the records whose links these are, by where they are written."""
    members: dict[_At, list[str]] = defaultdict(list)
    needed: dict[_At, int] = {}
    for n, _, relation, target, position, _, at_least, *_ in rows:
        if at_least is not None:
            members[n, relation, position].append(target)
            needed[n, relation, position] = at_least
    return {at: Redundancy(needed[at], tuple(of)) for at, of in members.items()}
