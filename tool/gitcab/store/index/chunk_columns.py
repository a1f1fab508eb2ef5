"""The items and links of one chunk of files, column by column."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from gitcab.store.index.chunks import Rows
from gitcab.store.index.columns import Links, Owners, items_of
from gitcab.store.index.plain_items import PlainItem, all_link_rows
from gitcab.store.index.tables import Row

SEPARATOR = "\0"  # no YAML has one


class ChunkColumns(NamedTuple):
    """The columns of one chunk of files, nothing but plain values, so that they can go through a pipe.

    Names are one text for each column, parted by a zero byte: a fifth of the room. `paths`, `blobs`, `ids`, `classes`
    and `stages` are of its items, `sources`, `relations` and `targets` of its links outside of groups. `named` are the
    items that records of other kinds name. `size` is how many records there are.
    """

    size: int
    paths: str
    blobs: str
    ids: str
    classes: Sequence[str]
    stages: Sequence[str]
    owners: Collection[Owners]
    unusual: Collection[str]
    others: Sequence[tuple[Any, ...]]
    sources: str
    relations: Sequence[str]
    targets: str
    grouped: Sequence[tuple[Any, ...]]
    named: Sequence[str]


def columns_of(rows: Rows) -> ChunkColumns:
    """The columns of these rows."""
    proposed = {row[0] for row in rows.records if row[16] is not None}
    links, further = _plain_links(rows.items)
    further += (row for row in rows.links if row[0] not in proposed)
    alone = [row for row in further if row[6] is None]
    sources, relations, targets = ([*column, *(row[at] for row in alone)] for at, column in enumerate(links, 2))
    blobs, *columns = _item_columns(rows)
    ids, classes, stages, owners, unusual = items_of(*columns)
    return ChunkColumns(
        rows.size,
        SEPARATOR.join(columns[0]),
        SEPARATOR.join(blobs),
        SEPARATOR.join(ids),
        classes,
        stages,
        owners,
        unusual,
        [tuple(row[at] for at in (1, 2, 3, 4, 13, 14, 16)) for row in rows.records],
        SEPARATOR.join(sources),
        relations,
        SEPARATOR.join(targets),
        [row[2:] for row in further if row[6] is not None],
        [one for _, kind, one in rows.references if kind == "ConfigurationItem"],
    )


def owned_by(rows: Rows, pairs: Collection[Owners]) -> Iterator[str]:
    """The ids of the items among these rows that one of these pairs owns and operates."""
    _, _, ids, _, _, owners, operators, _ = _item_columns(rows)
    return (one for one, *pair in zip(ids, owners, operators, strict=True) if tuple(pair) in pairs)


def _item_columns(rows: Rows) -> Iterator[Sequence[Any]]:
    """Blob, path, id, class, stage, owner, operator and whether it is clear, of all items of the estate."""
    ours = [row for row in rows.records if row[3] == "ConfigurationItem" and row[16] is None]
    values = [item[1] for item in rows.items]
    life_cycles = [value["life_cycle"] for value in values]
    plain: Sequence[Iterable[Any]] = (
        [item[3] for item in rows.items],
        [item[2] for item in rows.items],
        [value["id"] for value in values],
        [value["class"] for value in values],
        [life_cycle["stage"] for life_cycle in life_cycles],
        [value["owner"] for value in values],
        [value.get("operated_by") for value in values],
        [item[4] for item in rows.items],
    )
    for column, at in zip(plain, (2, 1, 4, 8, 6, 9, 10, 17), strict=True):
        yield [*column, *(row[at] for row in ours)]


def _plain_links(items: Iterable[PlainItem]) -> tuple[Links, list[Row]]:
    """The links of items without groups, and the rows of the links of all others."""
    sources: list[str] = []
    relations: list[str] = []
    named: list[str] = []
    others: list[Row] = []
    for item in items:
        value = item[1]
        written = value.get("relations", {})
        if any(dict in map(type, targets) for targets in written.values()):
            others += all_link_rows(item)
            continue
        for relation, targets in written.items():
            sources += [value["id"]] * len(targets)
            relations += [relation] * len(targets)
            named += targets
    return Links(sources, relations, named), others
