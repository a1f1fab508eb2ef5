"""The records of a mirror that lies packed, as entries: each file is read, with care, when somebody asks for it."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, overload

from gitcab.model.entry import AnyEntry
from gitcab.model.inventory import LazyEntries
from gitcab.store.index.columns import Other, Place
from gitcab.store.index.forms import packed_places, places_among
from gitcab.store.index.read_columns import ReadColumns
from gitcab.store.index.view import View
from gitcab.store.tree import CannotRead, TreeFile

if TYPE_CHECKING:
    from gitcab.store.loading import Reader

_FEW_PASSES, _MOST_PASSES = 3, 40
"""How often all items are gone through for a few of them before it is kept where each of them lies; and how often at
all: so often it takes as long as making tables.
"""


class Undecided(Exception):
    """Only tables can tell that, or tell it sooner."""


class PackedEntries(Sequence[AnyEntry]):
    """Keeps the promise of LazyEntries for the records of `columns` that lie packed; no id is taken twice there.

    Raises Undecided where all entries are asked for, or few of them too often.
    """

    def __init__(self, view: View, columns: ReadColumns, reader: "Reader | None") -> None:
        self._connection = view.connection
        self._tree = view.tree
        self._columns = columns
        self._reader = reader
        self._read: dict[str, AnyEntry] = {}
        self._placed: dict[str, Place | None] = {}
        self._expected = set(columns.named)
        self._passes = 0

    def __len__(self) -> int:
        return self._columns.size

    def __iter__(self) -> Iterator[AnyEntry]:
        raise Undecided

    @overload
    def __getitem__(self, index: int) -> AnyEntry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[AnyEntry]: ...
    def __getitem__(self, index: int | slice) -> AnyEntry | Sequence[AnyEntry]:
        raise Undecided

    def at(self, paths: Collection[str]) -> Sequence[AnyEntry]:
        """Those at the paths, from git's top, in the order of the paths."""
        prefix = self._tree.prefix
        local = {path.removeprefix(prefix) for path in paths if path.startswith(prefix)}
        known = {one.path: one.blob for one in self._others if one.path in local}
        if new := local - known.keys() - self._read.keys():
            known.update((path, blob) for path, _, blob in self._places(paths=new))
        return self._entries({**known, **dict.fromkeys(local & self._read.keys(), "")})

    def small(self) -> Sequence[AnyEntry]:
        """Those that are no configuration items, in the order of their paths."""
        return self._of(one for one in self._others if one.kind != "ConfigurationItem")

    def proposed_by(self, rfc: str) -> Sequence[AnyEntry]:
        """The items that lie in that RFC's `new/` folder."""
        return self._of(one for one in self._others if one.kind == "ConfigurationItem" and one.proposed_by == rfc)

    def called(self, ids: Collection[str]) -> Sequence[AnyEntry]:
        """Those with one of these ids, proposed ones too, in the order of the paths."""
        self.expect(ids)
        others = {one.path: one.blob for one in self._others if one.id in ids}
        placed = {place.path: place.blob for place in map(self._place, ids) if place is not None}
        return self._entries({**others, **placed})

    def closed(self) -> frozenset[str]:
        """The ids of all that are history."""
        return frozenset(entry.id for entry in self.small() if entry.record.is_history)

    def differing(self, other: LazyEntries) -> frozenset[str] | None:
        """Any may."""
        return None

    def expect(self, ids: Iterable[str]) -> None:
        """The items with these present ids will be asked for next."""
        self._expected.update(ids)

    def item(self, id: str) -> AnyEntry | None:
        """The item with that present id, None where there is none."""
        place = self._place(id)
        return None if place is None else self._entries({place.path: place.blob})[0]

    @cached_property
    def formers(self) -> Mapping[tuple[str, str], str]:
        """The present ids of records by kind and former id."""
        return {
            (one.kind, former): one.id
            for one in sorted(self._others, key=lambda one: one.path, reverse=True)
            if one.formerly and one.proposed_by is None
            for former in json.loads(one.formerly)
        }

    @cached_property
    def _careful(self) -> "Reader":
        from gitcab.store.loading import Reader

        return self._reader or Reader()

    @cached_property
    def _others(self) -> Sequence[Other]:
        return tuple(self._columns.others())

    def count_pass(self) -> None:
        """All items are gone through once more. Raises Undecided where that was too often."""
        self._passes += 1
        if self._passes > _MOST_PASSES:
            raise Undecided

    def _of(self, some: Iterable[Other]) -> Sequence[AnyEntry]:
        return self._entries({one.path: one.blob for one in some})

    def _place(self, id: str) -> Place | None:
        if id not in self._placed and self._passes >= _FEW_PASSES:
            return self._every_place.get(id)
        if id not in self._placed:
            wanted = {id, *self._expected} - self._placed.keys()
            self._expected.clear()
            self._placed.update(dict.fromkeys(wanted))
            self._placed.update((place.id, place) for place in self._places(ids=wanted))
        return self._placed[id]

    @cached_property
    def _every_place(self) -> Mapping[str, Place]:
        return {place.id: place for place in packed_places(self._connection)}

    def _places(self, *, ids: AbstractSet[str] = frozenset(), paths: AbstractSet[str] = frozenset()) -> Iterator[Place]:
        self.count_pass()
        return places_among(self._connection, ids=ids, paths=paths)

    def _entries(self, blobs: Mapping[str, str]) -> Sequence[AnyEntry]:
        """Those at these paths, from the estate's root; whoever was read once stays the same object."""
        new = [TreeFile(path, blob=blob) for path, blob in sorted(blobs.items()) if path not in self._read]
        for file, taken in self._careful.take(self._tree, new) if new else ():
            if taken.entry is None:
                raise CannotRead(f"{self._tree.prefix}{file.path} is not what was read", "run the command again")
            self._read[file.path] = taken.entry
        return [self._read[path] for path in sorted(blobs)]
