"""The columns of an estate as its files are read, before there are tables."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, compress

from gitcab.model.outline import OutlinedLink
from gitcab.store.index.chunk_columns import SEPARATOR, ChunkColumns
from gitcab.store.index.columns import Grouped, Items, Links, Other, Owners


class ReadColumns:
    """Keeps the promise of Columns for records that are being read.

    `size` is how many records there are, `named` are the items that records of other kinds name.
    """

    def __init__(self) -> None:
        self._items: list[tuple[str, Items]] = []
        self._others: list[Other] = []
        self._links: list[Sequence[tuple[str, str, str, str, str]]] = []
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
        self._links.append(chunk.links)
        new = set(chunk.owners) - self._owners
        self._owners |= new
        self._items.append((chunk.ids, Items((), chunk.classes, chunk.stages, new, chunk.unusual)))

    def items(self) -> Iterator[Items]:
        """Some at a time."""
        return (items._replace(ids=_split(ids)) for ids, items in self._items)

    def others(self) -> Iterable[Other]:
        """Those that are no plain items."""
        return self._others

    def links(self) -> Iterator[Links]:
        """Those outside of groups."""
        return map(_links, chain.from_iterable(self._links))

    def grouped(self) -> Iterable[Grouped]:
        """Those of groups."""
        return self._grouped

    def leaving(self, ids: Collection[str], relations: Collection[str]) -> Iterator[tuple[str, str]]:
        """Those outside of groups from these items by these relations."""
        asked = frozenset(ids)
        own = (links for (owned, _), links in zip(self._items, self._links, strict=True) if _has(owned, asked))
        for written in chain.from_iterable(own):
            if written[0] in relations:
                links = _links(written)
                pairs = zip(links.sources, links.targets, strict=True)
                yield from compress(pairs, map(asked.__contains__, links.sources))


def _links(written: tuple[str, str, str, str, str]) -> Links:
    relation, item_class, stage, sources, targets = written
    return Links(relation, item_class, stage, _split(sources), _split(targets))


def _has(text: str, asked: AbstractSet[str]) -> bool:
    return not asked.isdisjoint(_split(text))


def _split(text: str) -> list[str]:
    return text.split(SEPARATOR) if text else []
