"""The relations of very many items in short, for questions that walk along them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from gitcab.model.relation import Edge
from gitcab.store.index.names import Names
from gitcab.store.index.view import View

_NUMBERS = "SELECT n FROM record WHERE kind = 'ConfigurationItem' AND proposed_by IS NULL AND id"
_EDGE = "source, relation, target, CASE WHEN member IS NOT NULL THEN position END"
_IN_RELATIONS = "+relation IN (SELECT value FROM json_each(?))"
"""The plus keeps SQLite from looking up each pair of an item and a relation."""

_SHARE = 20
"""Asked of one in so many records or more, those of all are read at once: few relations hit their targets."""


class Edges:
    """Asks a view; of few items nothing is kept, as each is asked about once."""

    def __init__(self, view: View, names: Names) -> None:
        self._view = view
        self._names = names
        self._kept: dict[frozenset[str], dict[str, list[Edge]]] = {}

    def arriving(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """The links that name these items in one of the relations."""
        formers, older = self._names.formers, self._names.older
        written = [name for one in ids if one not in formers for name in (one, *older.get(one, ()))]
        return self._found("target", written, relations, self._names.aside)

    def leaving(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """The links of these items in one of the relations."""
        if len(ids) * _SHARE < self._records:
            numbers = [n for (n,) in self._view.among(_NUMBERS, ids)]
            return self._found("n", numbers, relations, self._names.rivals)
        kept = self._every(frozenset(relations))
        return (edge for one in ids for edge in kept.get(one, ()))

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
            aside, formers = self._names.aside, self._names.formers
            for n, *edge in rows:
                if n not in aside:
                    found[edge[0]].append(_to_present(tuple(edge), formers))
        return self._kept[relations]

    def _found(
        self, end: str, values: Sequence[object], relations: Collection[str], left_out: Collection[int]
    ) -> Iterable[Edge]:
        if not values or not relations:
            return ()
        among = f"FROM link WHERE {_IN_RELATIONS} AND {end} IN (SELECT value FROM json_each(?))"
        asked = json.dumps(list(relations)), json.dumps(values)
        edges: Iterable[Edge]
        if left_out:
            rows = self._view.ask(f"SELECT n, {_EDGE} {among}", *asked)
            edges = (row[1:] for row in rows if row[0] not in left_out)
        else:
            edges = self._view.ask(f"SELECT {_EDGE} {among}", *asked)
        formers = self._names.formers
        return (_to_present(edge, formers) for edge in edges) if formers else edges


def _to_present(edge: Edge, formers: Mapping[str, str]) -> Edge:
    source, relation, target, position = edge
    return source, relation, formers.get(target, target), position
