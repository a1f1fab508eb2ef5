"""The items of a whole estate and their links, column by column: as they are read, or as the tables tell them later.

What is asked of all items is asked of their columns, which costs a fraction of a look at each. What RFCs propose is
no item here and writes no links.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, compress
from sys import intern
from typing import Any, NamedTuple, Protocol

from gitcab.model.outline import OutlinedLink
from gitcab.store.index.chunks import Rows
from gitcab.store.index.plain_items import PlainItem, all_link_rows
from gitcab.store.index.tables import Row

Owners = tuple[str | None, str | None]
Grouped = tuple[str, OutlinedLink]

_SEPARATOR = "\0"  # no YAML has one


class Items(NamedTuple):
    """Columns of items.

    `owners` are the pairs of teams that own and operate one of them, as far as not told before. `unusual` are the
    paths of those that are not clear or do not lie in the folder of their class.
    """

    ids: Sequence[str]
    classes: Sequence[str]
    stages: Sequence[str]
    owners: Collection[Owners] = ()
    unusual: Collection[str] = ()


class Links(NamedTuple):
    """Columns of links outside of groups; targets as written."""

    sources: Sequence[str]
    relations: Sequence[str]
    targets: Sequence[str]


class Other(NamedTuple):
    """A record of another kind, one that is only proposed, or what few items have beside; `formerly` is JSON."""

    path: str
    blob: str
    kind: str
    id: str
    quorum: int | None
    formerly: str | None
    proposed_by: str | None


class Place(NamedTuple):
    """Where an item lies, from the estate's root, and git's id of the file's content."""

    path: str
    id: str
    blob: str


class Columns(Protocol):
    """All of an estate; it can be asked again and again."""

    def items(self) -> Iterator[Items]:
        """Every item, some at a time."""
        ...

    def others(self) -> Iterable[Other]:
        """Every other record, and every item that has a quorum or former ids."""
        ...

    def links(self) -> Iterator[Links]:
        """Every link outside of groups, some at a time."""
        ...

    def grouped(self) -> Iterable[Grouped]:
        """The links of redundancy groups with their sources, those of one source in order."""
        ...

    def leaving(self, ids: Collection[str], relations: Collection[str]) -> Iterable[tuple[str, str]]:
        """Sources and targets of those of `links` that lead from these items by these relations."""
        ...


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
        _SEPARATOR.join(columns[0]),
        _SEPARATOR.join(blobs),
        _SEPARATOR.join(ids),
        classes,
        stages,
        owners,
        unusual,
        [tuple(row[at] for at in (1, 2, 3, 4, 13, 14, 16)) for row in rows.records],
        _SEPARATOR.join(sources),
        relations,
        _SEPARATOR.join(targets),
        [row[2:] for row in further if row[6] is not None],
        [one for _, kind, one in rows.references if kind == "ConfigurationItem"],
    )


class ReadColumns:
    """Keeps the promise of Columns for records that are being read. Words that many share are kept but once.

    `size` is how many records there are, `named` are the items that records of other kinds name.
    """

    def __init__(self) -> None:
        self._items: list[tuple[str, Items]] = []
        self._places: list[tuple[str, str]] = []
        self._others: list[Other] = []
        self._links: list[tuple[str, Sequence[str], str]] = []
        self._grouped: list[Grouped] = []
        self._owners: set[Owners] = set()
        self.size = 0
        self.named: set[str] = set()

    def add(self, chunk: ChunkColumns) -> None:
        """Those of the next files."""
        self.size += chunk.size
        self.named.update(chunk.named)
        self._others += map(Other._make, chunk.others)
        self._grouped += ((source, OutlinedLink._make(link)) for source, *link in chunk.grouped)
        self._links.append((chunk.sources, _shared(chunk.relations), chunk.targets))
        new = set(chunk.owners) - self._owners
        self._owners |= new
        self._items.append((chunk.ids, Items((), _shared(chunk.classes), _shared(chunk.stages), new, chunk.unusual)))
        self._places.append((chunk.paths, chunk.blobs))

    def items(self) -> Iterator[Items]:
        """Some at a time."""
        return (items._replace(ids=_split(ids)) for ids, items in self._items)

    def places(self, *, ids: AbstractSet[str] = frozenset(), paths: AbstractSet[str] = frozenset()) -> Iterator[Place]:
        """Where the items lie that have one of these ids, or one of these paths."""
        for (own_ids, _), (own_paths, blobs) in zip(self._items, self._places, strict=True):
            columns = _split(own_paths), _split(own_ids)
            if not (paths.isdisjoint(columns[0]) and ids.isdisjoint(columns[1])):
                for place in zip(*columns, _split(blobs), strict=True):
                    if place[0] in paths or place[1] in ids:
                        yield Place(*place)

    def is_below(self, path: str) -> bool:
        """Whether there is a record at the path or below it, "" being the root."""
        below = f"{path}/" if path else ""
        every = chain((_split(paths) for paths, _ in self._places), ([one.path] for one in self._others))
        return any(one == path or one.startswith(below) for some in every for one in some)

    def others(self) -> Iterable[Other]:
        """Those that are no plain items."""
        return self._others

    def links(self) -> Iterator[Links]:
        """Those outside of groups."""
        return (Links(_split(sources), relations, _split(targets)) for sources, relations, targets in self._links)

    def grouped(self) -> Iterable[Grouped]:
        """Those of groups."""
        return self._grouped

    def leaving(self, ids: Collection[str], relations: Collection[str]) -> Iterator[tuple[str, str]]:
        """Those outside of groups from these items by these relations."""
        asked = frozenset(ids)
        for (own, _), (sources, named, targets) in zip(self._items, self._links, strict=True):
            if not asked.isdisjoint(_split(own)):
                links = Links(_split(sources), named, _split(targets))
                leaving = compress(zip(*links, strict=True), map(asked.__contains__, links.sources))
                yield from ((source, target) for source, relation, target in leaving if relation in relations)


def owned_by(rows: Rows, pairs: Collection[Owners]) -> Iterator[str]:
    """The ids of the items among these rows that one of these pairs owns and operates."""
    _, _, ids, _, _, owners, operators, _ = _item_columns(rows)
    return (one for one, *pair in zip(ids, owners, operators, strict=True) if tuple(pair) in pairs)


def items_of(
    paths: Sequence[str],
    ids: Sequence[str],
    classes: Sequence[str],
    stages: Sequence[str],
    owners: Sequence[str],
    operators: Sequence[str | None],
    are_clear: Sequence[bool],
) -> Items:
    """Items from all of their columns."""
    unusual: list[str] = []
    if ids and not (all(are_clear) and _lie_below(f"cmdb/{classes[0]}/", paths, set(classes))):
        rows = zip(paths, classes, are_clear, strict=True)
        unusual = [path for path, one, is_clear in rows if not (is_clear and path.startswith(f"cmdb/{one}/"))]
    return Items(ids, classes, stages, set(zip(owners, operators, strict=True)), unusual)


def _lie_below(folder: str, paths: Sequence[str], classes: Collection[str]) -> bool:
    """Whether all lie below the folder of their one class, as do the first and the last of them in order."""
    return len(classes) == 1 and min(paths).startswith(folder) and max(paths).startswith(folder)


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


def _shared(words: Iterable[str]) -> Sequence[str]:
    return tuple(map(intern, words))


def _split(text: str) -> list[str]:
    return text.split(_SEPARATOR) if text else []
