"""Some records of an estate at once, column by column: as they are read, or as the tables tell them later.

Of configuration items most have no quorum, no former ids and no redundancy groups. What is asked of all of
them is asked of their columns, which costs a fraction of a look at each. What RFCs propose writes no links here.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress, islice, repeat
from typing import Any, NamedTuple

from gitcab.model.outline import OutlinedLink
from gitcab.store.index.chunks import Rows
from gitcab.store.index.tables import INSERT_PLAIN_ITEM, INSERT_PLAIN_LINK
from gitcab.store.index.view import View

_AT_ONCE = 5000
_PLAIN = "kind = 'ConfigurationItem' AND quorum IS NULL AND formerly IS NULL AND proposed_by IS NULL"
_ITEMS = f"SELECT path, id, class, state, owner, operated_by, is_clear FROM record WHERE {_PLAIN}"
_OTHERS = f"""
SELECT path, kind, id, class, state, owner, operated_by, quorum, formerly, proposed_by, is_clear FROM record
WHERE NOT ({_PLAIN})
"""
_OURS = "n NOT IN (SELECT n FROM record WHERE proposed_by IS NOT NULL)"
_LINKS = f"SELECT source, relation, target FROM link WHERE at_least IS NULL AND {_OURS}"
_GROUPED = f"""
SELECT source, relation, target, position, member, at_least FROM link WHERE at_least IS NOT NULL AND {_OURS}
ORDER BY n, place
"""


class Items(NamedTuple):
    """Columns of items that have no quorum and no former ids and are part of the estate."""

    paths: Sequence[str]
    ids: Sequence[str]
    classes: Sequence[str]
    stages: Sequence[str]
    owners: Sequence[str | None]
    operators: Sequence[str | None]
    are_clear: Sequence[bool]


class Links(NamedTuple):
    """Columns of links outside of groups; targets as written."""

    sources: Sequence[str]
    relations: Sequence[str]
    targets: Sequence[str]


class Other(NamedTuple):
    """Any other record; `formerly` is JSON."""

    path: str
    kind: str
    id: str
    item_class: str | None
    stage: str | None
    owner: str | None
    operated_by: str | None
    quorum: int | None
    formerly: str | None
    proposed_by: str | None
    is_clear: bool


class Batch(NamedTuple):
    """Some records and links: those of a source come with it or later, those of one group together.

    `grouped` are the links of groups, with their sources.
    """

    items: Items
    others: Sequence[Other]
    links: Links
    grouped: Sequence[tuple[str, OutlinedLink]]


_NO_ITEMS = Items((), (), (), (), (), (), ())
_NO_LINKS = Links((), (), ())


def batch_of(rows: Rows) -> Batch:
    """The records of a chunk that was read just now."""
    width = INSERT_PLAIN_ITEM[2]
    items = Items(*(rows.plain_items[at::width] for at in (1, 3, 7, 5, 8, 9, 12)))
    others = [Other(*(row[at] for at in (1, 3, 4, 8, 6, 9, 10, 13, 14, 16, 17))) for row in rows.records]
    proposed = {row[0] for row in rows.records if row[16] is not None}
    written = [row for row in rows.links if row[0] not in proposed]
    grouped = [(row[2], OutlinedLink._make(row[3:])) for row in written if row[6] is not None]
    alone = [row for row in written if row[6] is None]
    links = Links(*([*column, *(row[at] for row in alone)] for at, column in _plain_links(rows, proposed)))
    return Batch(items, others, links, grouped)


def _plain_links(rows: Rows, proposed: Collection[int]) -> Iterator[tuple[int, Sequence[str]]]:
    """The columns of Links with their places in a row, but for links that are only proposed."""
    width = INSERT_PLAIN_LINK[2]
    is_ours = [n not in proposed for n in rows.plain_links[::width]] if proposed else repeat(True)
    for at in (2, 3, 4):
        yield at, tuple(compress(rows.plain_links[at::width], is_ours))


def batches_of(view: View) -> Iterator[Batch]:
    """All that a view shows."""
    yield Batch(_NO_ITEMS, [Other._make(row) for row in view.each(_OTHERS)], _NO_LINKS, ())
    for columns in _columns(view.each(_ITEMS)):
        yield Batch(Items._make(columns), (), _NO_LINKS, ())
    for columns in _columns(view.each(_LINKS)):
        yield Batch(_NO_ITEMS, (), Links._make(columns), ())
    grouped = [(source, OutlinedLink._make(link)) for source, *link in view.each(_GROUPED)]
    yield Batch(_NO_ITEMS, (), _NO_LINKS, grouped)


def _columns(rows: Iterator[Any]) -> Iterator[Iterable[Sequence[Any]]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield zip(*some, strict=True)
