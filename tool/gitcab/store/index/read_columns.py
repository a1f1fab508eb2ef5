"""The columns of an estate as its files are read, before there are tables."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, compress
from sys import intern

from gitcab.model.outline import OutlinedLink
from gitcab.store.index.chunk_columns import SEPARATOR, ChunkColumns
from gitcab.store.index.columns import Grouped, Items, Links, Other, Owners, Place


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
            if paths.isdisjoint(columns[0]) and ids.isdisjoint(columns[1]):
                continue
            for place in map(Place, *columns, _split(blobs)):
                if place.path in paths or place.id in ids:
                    yield place

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


def _shared(words: Iterable[str]) -> Sequence[str]:
    return tuple(map(intern, words))


def _split(text: str) -> list[str]:
    return text.split(SEPARATOR) if text else []
