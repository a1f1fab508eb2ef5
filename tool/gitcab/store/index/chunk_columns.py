"""The items and links of one chunk of files, column by column."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gitcab.store.index.chunks import Rows
from gitcab.store.index.columns import Owners, items_of
from gitcab.store.index.plain_items import PlainItem, all_link_rows

SEPARATOR = "\0"  # no YAML has one
_NONE: Mapping[str, Sequence[str]] = {}


class ChunkColumns(NamedTuple):
    """The columns of one chunk of files, nothing but plain values, so that they can go through a pipe.

    Names are one text for each column, parted by a zero byte: a fifth of the room. `ids`, `classes` and `stages` are of
    its items, `sources`, `relations` and `targets` of its links outside of groups. `named` are the items that records
    of other kinds name. `size` is how many records there are.
    """

    size: int
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


class Places(NamedTuple):
    """Where the items of one chunk of files lie, from the estate's root, and git's ids of the files; texts as above."""

    paths: str
    ids: str
    blobs: str


def columns_of(rows: Rows) -> tuple[ChunkColumns, Places]:
    """The columns of these rows."""
    proposed = {row[0] for row in rows.records if row[16] is not None}
    sources, relations, targets, grouped_items = _plain_links(rows.items)
    further = [row for item in grouped_items for row in all_link_rows(item)]
    further += (row for row in rows.links if row[0] not in proposed)
    alone = [row for row in further if row[6] is None]
    blobs, *columns = _item_columns(rows)
    ids, classes, stages, owners, unusual = items_of(*columns)
    places = Places(*map(SEPARATOR.join, (columns[0], ids, blobs)))
    chunk = ChunkColumns(
        rows.size,
        places.ids,
        classes,
        stages,
        owners,
        unusual,
        [tuple(row[at] for at in (1, 2, 3, 4, 13, 14, 16)) for row in rows.records],
        SEPARATOR.join([*sources, *(row[2] for row in alone)]),
        [*relations, *(row[3] for row in alone)],
        SEPARATOR.join([*targets, *(row[4] for row in alone)]),
        [row[2:] for row in further if row[6] is not None],
        [one for _, kind, one in rows.references if kind == "ConfigurationItem"],
    )
    return chunk, places


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


def _plain_links(items: Iterable[PlainItem]) -> tuple[list[str], list[str], list[str], list[PlainItem]]:
    """Sources and relations of the links of items without groups, texts of their targets; and all other items."""
    sources: list[str] = []
    relations: list[str] = []
    targets: list[str] = []
    others: list[PlainItem] = []
    for item in items:
        before = len(relations), len(targets)
        try:
            for relation, named in item[1].get("relations", _NONE).items():
                targets.append(SEPARATOR.join(named))  # raises for a group, sooner than a look at each
                relations += [relation] * len(named)
        except TypeError:
            del relations[before[0] :], targets[before[1] :]
            others.append(item)
        else:
            sources += [item[1]["id"]] * (len(relations) - before[0])
    return sources, relations, list(filter(None, targets)), others
