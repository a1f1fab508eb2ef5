"""The records of a view as entries: each file is read, with care, when somebody asks for it."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, overload

from gitcab.model.entry import AnyEntry
from gitcab.model.inventory import LazyEntries
from gitcab.store.index.view import View
from gitcab.store.tree import CannotRead, TreeFile

if TYPE_CHECKING:
    from gitcab.store.loading import Reader

_FOUND = "SELECT n, path, blob FROM record"
_AT_ONCE = 500


class IndexEntries(Sequence[AnyEntry]):
    """Keeps the promise of LazyEntries: all entries of a view in the order of their paths."""

    def __init__(self, view: View, reader: "Reader | None" = None) -> None:
        self.view = view
        self._reader = reader
        self._read: dict[int, AnyEntry] = {}

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        (found,) = self.view.ask("SELECT count(*) FROM record")[0]
        return int(found)

    def __iter__(self) -> Iterator[AnyEntry]:
        rows = self.view.each(f"{_FOUND} ORDER BY path")
        while wave := list(islice(rows, _AT_ONCE)):
            yield from (entry for _, entry in self._entries(wave))

    @overload
    def __getitem__(self, index: int) -> AnyEntry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[AnyEntry]: ...
    def __getitem__(self, index: int | slice) -> AnyEntry | Sequence[AnyEntry]:
        return list(self)[index]

    def at(self, paths: Collection[str]) -> Sequence[AnyEntry]:
        """Those at the paths, from git's top, in the order of the paths."""
        prefix = self.view.prefix
        local = [path.removeprefix(prefix) for path in paths if path.startswith(prefix)]
        rows = self.view.among(f"{_FOUND} WHERE path", local, "ORDER BY path")
        return [entry for _, entry in self._entries(rows)]

    def small(self) -> Sequence[AnyEntry]:
        """Those that are no configuration items, in the order of their paths."""
        return [entry for _, entry in self.where("kind <> 'ConfigurationItem'")]

    def closed(self) -> frozenset[str]:
        """The ids of all that are history."""
        rows = self.view.ask("SELECT id FROM record WHERE kind <> 'ConfigurationItem' AND is_history")
        return frozenset(name for (name,) in rows)

    def called(self, ids: Collection[str]) -> Sequence[AnyEntry]:
        """Those with one of these ids, proposed ones too, in the order of the paths."""
        return [entry for _, entry in self.where("id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))]

    def differing(self, other: LazyEntries) -> frozenset[str] | None:
        """The paths, from git's top, at which two views of one mirror may show other records; None for others."""
        if not isinstance(other, IndexEntries) or not self.view.shares_mirror(other.view):
            return None
        changes = (*self.view.changes, *other.view.changes)
        return frozenset(f"{self.view.prefix}{change.path}" for change in changes)

    def where(self, condition: str, *values: Any) -> list[tuple[int, AnyEntry]]:
        """Those that the condition holds for, with their numbers, in the order of their paths."""
        # Few, so they are put in order here: asked for an order, SQLite goes through the paths of all records.
        rows = sorted(self.view.ask(f"{_FOUND} WHERE {condition}", *values), key=lambda row: str(row[1]))
        return list(self._entries(rows))

    def numbered(self, n: int) -> AnyEntry:
        """The one with that number."""
        entry = self._read.get(n)
        if entry is None:
            ((_, entry),) = self._entries(self.view.ask(f"{_FOUND} WHERE n = ?", n))
        return entry

    def _entries(self, rows: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, AnyEntry]]:
        """Whoever was read once stays the same object."""
        listed = list(rows)
        new = [row for row in listed if row[0] not in self._read]
        if new:
            self._read.update(zip((row[0] for row in new), self._loaded(new), strict=True))
        return ((row[0], self._read[row[0]]) for row in listed)

    def _loaded(self, rows: Sequence[tuple[int, str, str]]) -> Iterator[AnyEntry]:
        from gitcab.store.loading import Reader

        tree, reader = self.view.tree, self._reader or Reader()
        files = [TreeFile(path, blob=blob) for _, path, blob in rows]
        for file, taken in reader.take(tree, files):
            if taken.entry is None:
                raise CannotRead(f"{tree.prefix}{file.path} is not what the index says", "run gitcab index build")
            yield taken.entry
