"""All items of a view and their links, as the tables tell them; what RFCs propose is left out."""

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from gitcab.model.outline import OutlinedLink
from gitcab.store.index.columns import Grouped, Items, Links, Other, Owners, items_of, links_of
from gitcab.store.index.view import View

_AT_ONCE = 5000
_OURS = "n NOT IN (SELECT n FROM record WHERE proposed_by IS NOT NULL)"
_ITEMS = """
SELECT path, id, class, state, owner, operated_by, is_clear FROM record
WHERE kind = 'ConfigurationItem' AND proposed_by IS NULL
"""
_OTHERS = """
SELECT path, blob, kind, id, quorum, formerly, proposed_by FROM record
WHERE kind <> 'ConfigurationItem' OR quorum IS NOT NULL OR formerly IS NOT NULL OR proposed_by IS NOT NULL
"""
_LINKS = """
SELECT relation, class, state, source, target FROM link JOIN record USING(n)
WHERE at_least IS NULL AND proposed_by IS NULL
"""
_GROUPED = f"""
SELECT source, relation, target, position, member, at_least FROM link
WHERE at_least IS NOT NULL AND {_OURS} ORDER BY n, place
"""
_LEAVING = """
SELECT source, target FROM json_each(?) asked
CROSS JOIN record ON record.id = asked.value CROSS JOIN link USING(n)
WHERE relation IN (SELECT value FROM json_each(?)) AND record.proposed_by IS NULL AND at_least IS NULL
"""


class TableColumns:
    """Keeps the promise of Columns for all that a view shows."""

    def __init__(self, view: View) -> None:
        self._view = view

    def items(self) -> Iterator[Items]:
        """Some at a time."""
        return (items_of(*columns) for columns in _columns(self._view.each(_ITEMS)))

    def others(self) -> Iterable[Other]:
        """Those that are no plain items."""
        return map(Other._make, self._view.each(_OTHERS))

    def links(self) -> Iterator[Links]:
        """Those outside of groups."""
        rows = self._view.each(_LINKS)
        while some := list(islice(rows, _AT_ONCE)):
            yield from links_of(some)

    def grouped(self) -> Iterator[Grouped]:
        """Those of groups."""
        return ((source, OutlinedLink._make(link)) for source, *link in self._view.each(_GROUPED))

    def leaving(self, ids: Collection[str], relations: Collection[str]) -> Iterator[tuple[str, str]]:
        """Those outside of groups from these items by these relations."""
        return self._view.each(_LEAVING, json.dumps(list(ids)), json.dumps(list(relations)))


def paths_of(view: View, ids: Collection[str], owners: Iterable[Owners]) -> set[str]:
    """Where the items lie that have these ids, or that these pairs of teams own and operate."""
    found = {path for (path,) in view.among("SELECT path FROM record WHERE id", ids)}
    for pair in owners:
        rows = view.each("SELECT path FROM record WHERE owner IS ? AND operated_by IS ?", *pair)
        found.update(path for (path,) in rows)
    return found


def _columns(rows: Iterator[Any]) -> Iterator[Iterator[Any]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield zip(*some, strict=True)
