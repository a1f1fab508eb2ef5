"""The outlines of a whole view, bare of all that nobody asks who looks at every record: they fit in memory."""

import json
from collections.abc import Iterator
from itertools import pairwise
from sys import intern
from typing import Any

from gitcab.model.outline import Outline, OutlinedLink
from gitcab.store.index.view import View

_RECORDS = """
SELECT n, kind, state, class, owner, operated_by, formerly, path, id, quorum, is_history, proposed_by, is_clear,
CASE kind WHEN 'Team' THEN fields END FROM record ORDER BY n
"""
_LINKS = "SELECT n, relation, target, position, member, at_least FROM link ORDER BY n, place"
_REFERENCES = "SELECT n, kind, id FROM reference"

_Words = tuple[str | None, ...]


def bare_outlines(view: View) -> list[Outline]:
    """All of them in the order of their paths: kind, id, class, stage, owner, operator, quorum, links and what they
    name; of teams the whole record.
    """
    references: dict[int, list[Any]] = {}
    for n, *reference in view.each(_REFERENCES):
        references.setdefault(n, []).append(tuple(reference))
    links = _links(view)
    following = next(links, None)
    found: list[Outline] = []
    shared: dict[_Words, _Words] = {}
    for row in view.each(_RECORDS):
        n = row[0]
        own: tuple[OutlinedLink, ...] = ()
        if following is not None and following[0] == n:
            own, following = following[1], next(links, None)
        found.append(_outline(row, shared, own, tuple(references[n]) if n in references else ()))
    if any(one.path > other.path for one, other in pairwise(found)):
        found.sort(key=lambda one: one.path.encode("utf-8", "surrogateescape"))
    return found


def _links(view: View) -> Iterator[tuple[int, tuple[OutlinedLink, ...]]]:
    """The links of each record that has some, in the order of the numbers."""
    number, own = 0, list[OutlinedLink]()
    for n, relation, target, position, member, at_least in view.each(_LINKS):
        if n != number:
            if own:
                yield number, tuple(own)
            number, own = n, []
        own.append(OutlinedLink(intern(relation), intern(target), position, member, at_least))
    if own:
        yield number, tuple(own)


def _outline(
    row: Any, shared: dict[_Words, _Words], links: tuple[OutlinedLink, ...], references: tuple[tuple[str, str], ...]
) -> Outline:
    """Words that many records share are held once; positions are those of Outline, which is faster than its names."""
    words = row[1:6]
    kind, state, item_class, owner, operator = shared.setdefault(words, words)
    formerly, path, own, quorum, is_history, proposed, is_clear, fields = row[6:]
    former = tuple(json.loads(formerly)) if formerly else ()
    history, clear = is_history == 1, is_clear == 1
    found = (path, "", kind, intern(own), None, state, None, item_class, owner, operator, None, None, quorum, former)
    told = (history, proposed, clear, None, None, fields, links, references, None, None, None)
    return Outline._make(found + told)
