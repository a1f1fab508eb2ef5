"""The items and links of one chunk of files, column by column."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gitcab.store.index.chunks import Rows
from gitcab.store.index.columns import Owners, items_of
from gitcab.store.index.plain_items import PlainItem, all_link_rows
from gitcab.store.index.tables import Row

SEPARATOR = "\0"  # no YAML has one
_BySort = defaultdict[tuple[str, str, str], tuple[list[str], list[str]]]
"""Sources and targets by relation, class and stage."""

_NONE: Mapping[str, Sequence[str]] = {}


class ChunkColumns(NamedTuple):
    """The columns of one chunk of files, nothing but plain values, so that they can go through a pipe.

    Names are one text for each column, parted by a zero byte: a fifth of the room. `ids`, `classes` and `stages` are of
    its items. `links` are those outside of groups, by relation and by their sources' class and stage: these three, then
    sources and targets. `named` are the items that records of other kinds name. `size` is how many records there are.
    """

    size: int
    ids: str
    classes: Sequence[str]
    stages: Sequence[str]
    owners: Collection[Owners]
    unusual: Collection[str]
    others: Sequence[tuple[Any, ...]]
    links: Sequence[tuple[str, str, str, str, str]]
    grouped: Sequence[tuple[Any, ...]]
    named: Sequence[str]


class Places(NamedTuple):
    """Where the items of one chunk of files lie, from the estate's root, and git's ids of the files; texts as above."""

    paths: str
    ids: str
    blobs: str


def columns_of(rows: Rows) -> tuple[ChunkColumns, Places]:
    """The columns of these rows."""
    links, grouped = _links(rows)
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
        [(*key, SEPARATOR.join(one), SEPARATOR.join(filter(None, other))) for key, (one, other) in links.items()],
        grouped,
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


def _links(rows: Rows) -> tuple[_BySort, list[Row]]:
    """The links of these rows outside of groups, and those of groups without their numbers and places."""
    found, others = _plain_links(rows.items)
    sorts = {row[0]: (row[8], row[6]) for row in rows.records if row[16] is None}
    sorts.update((item[0], _sort(item[1])) for item, _ in others)
    written = [row for item, relation in others for row in all_link_rows(item) if row[3] == relation]
    written += (row for row in rows.links if row[0] in sorts)
    for n, _, source, relation, target, _, _, at_least in written:
        if at_least is None:
            sources, targets = found[relation, *sorts[n]]
            sources.append(source)
            targets.append(target)
    return found, [row[2:] for row in written if row[7] is not None]


def _plain_links(items: Iterable[PlainItem]) -> tuple[_BySort, list[tuple[PlainItem, str]]]:
    """Sources of links and texts of their targets; and items with those of their relations that have groups."""
    found: _BySort = defaultdict(lambda: ([], []))
    others: list[tuple[PlainItem, str]] = []
    for item in items:
        value = item[1]
        for relation, named in value.get("relations", _NONE).items():
            try:
                text = SEPARATOR.join(named)  # raises for a group, sooner than a look at each
            except TypeError:
                others.append((item, relation))
                continue
            sources, targets = found[relation, value["class"], value["life_cycle"]["stage"]]
            sources += [value["id"]] * len(named)
            targets.append(text)
    return found, others


def _sort(value: Mapping[str, Any]) -> tuple[str, str]:
    return value["class"], value["life_cycle"]["stage"]
