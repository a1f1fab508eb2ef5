"""The relations of very many items in short, for questions that walk along them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from gitcab.model.relation import Edge, Redundancy, WrittenGroup
from gitcab.store.index.items import Items
from gitcab.store.index.names import Names
from gitcab.store.index.view import View

_NUMBERS = "SELECT n FROM record WHERE kind = 'ConfigurationItem' AND proposed_by IS NULL AND id"
_GROUP = "CASE WHEN member IS NOT NULL THEN position END"
_EDGE = f"source, relation, target, {_GROUP}"
_IN_RELATIONS = "+relation IN (SELECT value FROM json_each(?))"
"""The plus keeps SQLite from looking up each pair of an item and a relation."""

_MEMBERS = (
    "SELECT n, source, relation, position, at_least, target, place FROM link WHERE at_least IS NOT NULL AND source"
)

_SHARE = 20
"""Asked of one in so many records or more, those of all are read at once: few relations hit their targets."""


class Edges:
    """Asks a view; of few items nothing is kept, as each is asked about once."""

    def __init__(self, view: View, names: Names, items: Items) -> None:
        self._view = view
        self._names = names
        self._items = items
        self._kept: dict[frozenset[str], dict[str, list[Edge]]] = {}

    def arriving(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """The links that name these items in one of the relations."""
        formers, older = self._names.formers, self._names.older
        written = [name for one in ids if one not in formers for name in (one, *older.get(one, ()))]
        rows = self._found(f"n, relation, target, {_GROUP}", "target", written, relations)
        sources = self._items.ids({row[0] for row in rows})
        edges = [(sources[n], relation, target, group) for n, relation, target, group in rows if n in sources]
        return self._to_present(edges)

    def leaving(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """The links of these items in one of the relations."""
        if len(ids) * _SHARE < self._records:
            numbers = [n for (n,) in self._view.among(_NUMBERS, ids)]
            rivals = self._names.rivals
            return self._to_present(self._found(_EDGE, "n", [n for n in numbers if n not in rivals], relations))
        kept = self._every(frozenset(relations))
        return (edge for one in ids for edge in kept.get(one, ()))

    def groups(self, ids: Collection[str]) -> Iterator[WrittenGroup]:
        """The redundancy groups of these items."""
        aside, formers = self._names.aside, self._names.formers
        rows = self._view.among(_MEMBERS, ids, "ORDER BY n, place")
        for (n, source, relation, place, at_least), members in groupby(rows, key=itemgetter(0, 1, 2, 3, 4)):
            if n not in aside:
                targets = (row[5] for row in members)
                yield source, relation, place, Redundancy(at_least, tuple(formers.get(one, one) for one in targets))

    @cached_property
    def _records(self) -> int:
        """About how many there are."""
        return self._view.ask("SELECT max(n) FROM main.record")[0][0] or 0

    def _every(self, relations: frozenset[str]) -> Mapping[str, Sequence[Edge]]:
        """All links in one of the relations, by the items whose they are."""
        if relations not in self._kept:
            found = self._kept[relations] = defaultdict(list)
            asked = json.dumps(list(relations))
            rows = self._view.ask(f"SELECT n, {_EDGE} FROM link WHERE {_IN_RELATIONS}", asked)
            aside = self._names.aside
            for edge in self._to_present([row[1:] for row in rows if row[0] not in aside]):
                found[edge[0]].append(edge)
        return self._kept[relations]

    def _found(self, columns: str, end: str, values: Sequence[object], relations: Collection[str]) -> list[Any]:
        """The links with one of the values at that end. Without its source, a link is found in an index alone."""
        if not values or not relations:
            return []
        among = f"FROM link WHERE {_IN_RELATIONS} AND {end} IN (SELECT value FROM json_each(?))"
        return self._view.ask(f"SELECT {columns} {among}", json.dumps(list(relations)), json.dumps(values))

    def _to_present(self, edges: list[Edge]) -> list[Edge]:
        """With targets by their present ids."""
        formers = self._names.formers
        if not formers:
            return edges
        return [(source, relation, formers.get(target, target), group) for source, relation, target, group in edges]
