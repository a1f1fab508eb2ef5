"""The relations of very many items in short, for questions that walk along them."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from gitcab.model.relation import Edge
from gitcab.store.index.names import Names
from gitcab.store.index.view import View

_NUMBERS = "SELECT n FROM record WHERE kind = 'ConfigurationItem' AND proposed_by IS NULL AND id"
_EDGES = """
SELECT n, source, relation, target, CASE WHEN member IS NOT NULL THEN position END FROM link
WHERE +relation IN (SELECT value FROM json_each(?)) AND
"""
"""The plus keeps SQLite from looking up each pair of an item and a relation."""


class Edges:
    """Asks a view; nothing is kept, as each item is asked about once."""

    def __init__(self, view: View, names: Names) -> None:
        self._view = view
        self._names = names

    def arriving(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """The links that name these items in one of the relations."""
        formers, older = self._names.formers, self._names.older
        written = [name for one in ids if one not in formers for name in (one, *older.get(one, ()))]
        return self._found("target", written, relations, self._names.aside)

    def leaving(self, ids: Collection[str], relations: Collection[str]) -> Iterable[Edge]:
        """The links of these items in one of the relations."""
        numbers = [n for (n,) in self._view.among(_NUMBERS, ids)]
        return self._found("n", numbers, relations, self._names.rivals)

    def _found(
        self, end: str, values: Sequence[object], relations: Collection[str], left_out: Collection[int]
    ) -> Iterable[Edge]:
        if not values or not relations:
            return ()
        sql = f"{_EDGES} {end} IN (SELECT value FROM json_each(?))"
        rows = self._view.each(sql, json.dumps(list(relations)), json.dumps(values))
        formers = self._names.formers
        edges = (row[1:] for row in rows if row[0] not in left_out)
        return (_to_present(edge, formers) for edge in edges) if formers else edges


def _to_present(edge: Edge, formers: Mapping[str, str]) -> Edge:
    source, relation, target, position = edge
    return source, relation, formers.get(target, target), position
