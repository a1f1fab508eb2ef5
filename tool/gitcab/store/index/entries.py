"""The records of a view as entries: each file is read, with care, when somebody asks for it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, overload

from gitcab.model.entry import AnyEntry
from gitcab.store.index.view import View
from gitcab.store.tree import CannotRead, TreeFile

_FOUND = "SELECT n, path, blob FROM record"
_AT_ONCE = 500


class IndexEntries(Sequence[AnyEntry]):
    """Keeps the promise of LazyEntries: all entries of a view in the order of their paths."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._read: dict[int, AnyEntry] = {}

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        (found,) = self._view.ask("SELECT count(*) FROM record")[0]
        return int(found)

    def __iter__(self) -> Iterator[AnyEntry]:
        rows = self._view.each(f"{_FOUND} ORDER BY path")
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
        prefix = self._view.prefix
        local = [path.removeprefix(prefix) for path in paths if path.startswith(prefix)]
        rows = self._view.among(f"{_FOUND} WHERE path", local, "ORDER BY path")
        return [entry for _, entry in self._entries(rows)]

    def small(self) -> Sequence[AnyEntry]:
        """Those that are no configuration items, in the order of their paths."""
        return [entry for _, entry in self.where("kind <> 'ConfigurationItem'")]

    def closed(self) -> frozenset[str]:
        """The ids of all that are history."""
        rows = self._view.ask("SELECT id FROM record WHERE kind <> 'ConfigurationItem' AND is_history")
        return frozenset(name for (name,) in rows)

    def where(self, condition: str, *values: Any) -> list[tuple[int, AnyEntry]]:
        """Those that the condition holds for, with their numbers, in the order of their paths."""
        # Few, so they are put in order here: asked for an order, SQLite goes through the paths of all records.
        rows = sorted(self._view.ask(f"{_FOUND} WHERE {condition}", *values), key=lambda row: str(row[1]))
        return list(self._entries(rows))

    def numbered(self, n: int) -> AnyEntry:
        """The one with that number."""
        ((_, entry),) = self._entries(self._view.ask(f"{_FOUND} WHERE n = ?", n))
        return entry

    def _entries(self, rows: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, AnyEntry]]:
        """Whoever was read once stays the same object."""
        listed = list(rows)
        new = [row for row in listed if row[0] not in self._read]
        if new:
            self._read.update(zip((row[0] for row in new), self._loaded(new), strict=True))
        return ((row[0], self._read[row[0]]) for row in listed)

    def _loaded(self, rows: Sequence[tuple[int, str, str]]) -> Iterator[AnyEntry]:
        from gitcab.store.loading import take
        from gitcab.store.reading import read_documents

        tree = self._view.tree
        files = [TreeFile(path, blob=blob) for _, path, blob in rows]
        for file, document in read_documents(tree, files):
            entry = take(tree, file, document).entry
            if entry is None:
                raise CannotRead(f"{tree.prefix}{file.path} is not what the index says", "run gitcab index build")
            yield entry
