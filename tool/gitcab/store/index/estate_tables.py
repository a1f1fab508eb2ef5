"""All items of a view and their relations, in passes over whole tables; what RFCs propose is left out."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from gitcab.store.index.view import View

_ITEM = "kind = 'ConfigurationItem' AND proposed_by IS NULL"
_OURS = "n NOT IN (SELECT n FROM record WHERE proposed_by IS NOT NULL)"
_UNUSUAL = """
SELECT path FROM record
WHERE kind <> 'ConfigurationItem' OR proposed_by IS NOT NULL OR NOT is_clear OR quorum IS NOT NULL
  OR formerly IS NOT NULL OR class IS NULL OR substr(path, 1, length(class) + 6) <> 'cmdb/' || class || '/'
  OR substr(path, -length(id) - 6) <> '/' || id || '.yaml'
  OR n IN (SELECT n FROM link WHERE at_least IS NOT NULL)
"""
_ORPHANS = f"""
SELECT path FROM record
WHERE {_ITEM} AND NOT EXISTS (SELECT 1 FROM link WHERE link.n = record.n)
  AND NOT EXISTS (SELECT 1 FROM link JOIN record source USING(n)
                  WHERE link.target = record.id AND source.proposed_by IS NULL)
"""


def items(view: View) -> Iterator[Any]:
    """Id, class, stage, owner and operator of each item."""
    return view.each(f"SELECT id, class, state, owner, operated_by FROM record WHERE {_ITEM}")


def links(view: View, *, is_alone: bool = False) -> Iterator[Any]:
    """Relation, source and target, as written, of each link; `is_alone` leaves out those of groups."""
    return view.each(f"SELECT relation, source, target FROM link WHERE {_OURS} {_alone(is_alone)}")


def links_by(view: View, relations: Iterable[str], *, is_alone: bool = False) -> Iterator[Any]:
    """Source and target of the links by these relations; those of one record follow one another."""
    chosen = f"{_OURS} AND relation IN (SELECT value FROM json_each(?)) {_alone(is_alone)}"
    return view.each(f"SELECT source, target FROM link WHERE {chosen} ORDER BY n, place", json.dumps(list(relations)))


def former_ids(view: View) -> dict[str, str]:
    """Where former ids of items lead."""
    rows = view.ask(f"SELECT id, formerly FROM record WHERE {_ITEM} AND formerly IS NOT NULL")
    return {name: present for present, names in rows for name in json.loads(names)}


def further_ids(view: View) -> list[str]:
    """The ids of all records but items, and all former ids; more than once where more than one record has them."""
    others = view.ask("SELECT id FROM record WHERE kind <> 'ConfigurationItem' AND proposed_by IS NULL")
    former = view.ask("SELECT formerly FROM record WHERE formerly IS NOT NULL AND proposed_by IS NULL")
    return [*(one for (one,) in others), *(name for (names,) in former for name in json.loads(names))]


def unusual(view: View, ids: Collection[str], pairs: Iterable[tuple[str | None, str | None]]) -> frozenset[str]:
    """The paths of all but the ordinary: of items with these ids or these pairs of owner and operator too.

    Ordinary is an item that is clear, lies where its class and its id say, has neither groups nor a quorum nor
    former ids, and writes a relation or is written in one.
    """
    found = {path for sql in (_UNUSUAL, _ORPHANS) for (path,) in view.each(sql)}
    found.update(path for (path,) in view.among("SELECT path FROM record WHERE id", ids))
    for pair in pairs:
        found.update(
            path for (path,) in view.each("SELECT path FROM record WHERE owner IS ? AND operated_by IS ?", *pair)
        )
    return frozenset(found)


def _alone(is_alone: bool) -> str:
    return "AND at_least IS NULL" if is_alone else ""
