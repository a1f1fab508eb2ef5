"""What is asked about some items of a view; what RFCs propose is left out."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from gitcab.store.index.view import View

_OURS = "n NOT IN (SELECT n FROM record WHERE proposed_by IS NOT NULL)"


def links_by(view: View, relations: Iterable[str]) -> Iterator[Any]:
    """Relation, source and target, as written, of the links by these relations, but for those of groups."""
    chosen = f"at_least IS NULL AND {_OURS} AND relation IN (SELECT value FROM json_each(?))"
    return view.each(f"SELECT relation, source, target FROM link WHERE {chosen}", json.dumps(list(relations)))


def links_to(view: View, targets: Collection[str]) -> list[Any]:
    """The same of all links to these, as written."""
    return view.among(f"SELECT relation, source, target FROM link WHERE {_OURS} AND target", targets)


def paths_of(view: View, ids: Collection[str], owners: Iterable[tuple[str | None, str | None]]) -> set[str]:
    """Where the items lie that have these ids, or that these pairs of teams own and operate."""
    found = {path for (path,) in view.among("SELECT path FROM record WHERE id", ids)}
    for pair in owners:
        rows = view.each("SELECT path FROM record WHERE owner IS ? AND operated_by IS ?", *pair)
        found.update(path for (path,) in rows)
    return found
