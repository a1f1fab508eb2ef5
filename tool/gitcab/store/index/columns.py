"""The items of a whole estate and their links, column by column: as they are read, or as the tables tell them later.

What is asked of all items is asked of their columns, which costs a fraction of a look at each. What RFCs propose is
no item here and writes no links.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress, repeat
from sys import intern
from typing import Any, NamedTuple, Protocol

from gitcab.model.outline import OutlinedLink
from gitcab.store.index.chunks import Rows
from gitcab.store.index.tables import INSERT_PLAIN_ITEM, INSERT_PLAIN_LINK

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


class ReadColumns:
    """Keeps the promise of Columns for records that are being read.

    Names are kept as one text for each column, and words that many share but once: a fifth of the room.
    """

    def __init__(self) -> None:
        self._items: list[tuple[str, Items]] = []
        self._others: list[Other] = []
        self._links: list[tuple[str, Sequence[str], str]] = []
        self._grouped: list[Grouped] = []
        self._owners: set[Owners] = set()

    def add(self, rows: Rows) -> None:
        """The rows of the next files."""
        self._others += (Other(*(row[at] for at in (1, 2, 3, 4, 13, 14, 16))) for row in rows.records)
        proposed = {row[0] for row in rows.records if row[16] is not None}
        written = [row for row in rows.links if row[0] not in proposed]
        self._grouped += ((row[2], OutlinedLink._make(row[3:])) for row in written if row[6] is not None)
        links = _links(rows, proposed, [row for row in written if row[6] is None])
        self._links.append((_SEPARATOR.join(links.sources), _shared(links.relations), _SEPARATOR.join(links.targets)))
        ids, classes, stages, owners, unusual = items_of(*_item_columns(rows))
        new = set(owners) - self._owners
        self._owners |= new
        self._items.append((_SEPARATOR.join(ids), Items((), _shared(classes), _shared(stages), new, unusual)))

    def items(self) -> Iterator[Items]:
        """Some at a time."""
        return (items._replace(ids=_split(ids)) for ids, items in self._items)

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
        for links in self.links():
            leaving = compress(zip(*links, strict=True), map(ids.__contains__, links.sources))
            yield from ((source, target) for source, relation, target in leaving if relation in relations)


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
    width = INSERT_PLAIN_ITEM[2]
    ours = [row for row in rows.records if row[3] == "ConfigurationItem" and row[16] is None]
    for plain, at in ((1, 1), (3, 4), (7, 8), (5, 6), (8, 9), (9, 10), (12, 17)):
        yield [*rows.plain_items[plain::width], *(row[at] for row in ours)]


def _links(rows: Rows, proposed: Collection[int], further: Sequence[Sequence[Any]]) -> Links:
    """The plain links, but for those that are only proposed, and these rows."""
    width = INSERT_PLAIN_LINK[2]
    is_ours = [n not in proposed for n in rows.plain_links[::width]] if proposed else repeat(True)
    plain = ((at, compress(rows.plain_links[at::width], is_ours)) for at in (2, 3, 4))
    return Links(*([*column, *(row[at] for row in further)] for at, column in plain))


def _shared(words: Iterable[str]) -> Sequence[str]:
    return tuple(map(intern, words))


def _split(text: str) -> list[str]:
    return text.split(_SEPARATOR) if text else []
