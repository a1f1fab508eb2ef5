"""The columns of an estate as its files are read, before there are tables."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress
from sys import intern

from gitcab.model.outline import OutlinedLink
from gitcab.store.index.chunk_columns import SEPARATOR, ChunkColumns
from gitcab.store.index.columns import Grouped, Items, Links, Other, Owners


class ReadColumns:
    """Keeps the promise of Columns for records that are being read. Words that many share are kept but once.

    `size` is how many records there are, `named` are the items that records of other kinds name.
    """

    def __init__(self) -> None:
        self._items: list[tuple[str, Items]] = []
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
        asked = frozenset(ids)
        for (own, _), (sources, named, targets) in zip(self._items, self._links, strict=True):
            if not asked.isdisjoint(_split(own)):
                links = Links(_split(sources), named, _split(targets))
                leaving = compress(zip(*links, strict=True), map(asked.__contains__, links.sources))
                yield from ((source, target) for source, relation, target in leaving if relation in relations)


def _shared(words: Iterable[str]) -> Sequence[str]:
    return tuple(map(intern, words))


def _split(text: str) -> list[str]:
    return text.split(SEPARATOR) if text else []
