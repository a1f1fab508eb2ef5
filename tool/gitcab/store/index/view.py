"""One revision, or the work tree, as the index tells it: the mirror, with the paths that differ laid over it."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from gitcab.model.finding import Finding, Flaw
from gitcab.model.outline import Outline
from gitcab.model.severity import Severity
from gitcab.model.source import Place
from gitcab.store.index import tables
from gitcab.store.index.demands import Demands, demands_of
from gitcab.store.tree import CannotRead, Tree

_AT_ONCE = 500


class Change(NamedTuple):
    """A path, from the estate's root, whose record differs from the mirror's: None where it holds none."""

    path: str
    before: Outline | None
    after: Outline | None


class View:
    """What the index knows of one revision. Tables are asked by their plain names, whatever lies over them.

    `tree` is where the files are read, `changes` is what lies over the mirror, in the order of the paths.
    The connection holds what it sees until `close`.
    """

    def __init__(self, connection: sqlite3.Connection, tree: Tree, changes: Sequence[Change] = ()) -> None:
        self.connection = connection
        self.tree = tree
        self.changes = tuple(changes)

    @property
    def prefix(self) -> str:
        """From git's top to the estate's root."""
        return self.tree.prefix

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """What the mirror says of itself."""
        return dict(self.ask("SELECT key, value FROM meta"))

    @cached_property
    def demands(self) -> Demands:
        """Classes and relations."""
        return demands_of(self.meta["demands"])

    @cached_property
    def flaws(self) -> tuple[Flaw, ...]:
        """What reading the files found wrong, schemas first, then in the order of the paths."""
        return (*self.schema_flaws(), *self._told_flaws("NOT of_schemas"))

    def schema_flaws(self) -> tuple[Flaw, ...]:
        """What is wrong with the files of classes and relations, in the order in which they were read."""
        return self._told_flaws("of_schemas")

    def _told_flaws(self, condition: str) -> tuple[Flaw, ...]:
        # Those of one path are told in the order in which they were found, here and in what lies over it.
        rows = self.ask(f"SELECT {tables.FLAW} FROM flaw WHERE {condition}")
        flaws = map(tables.flaw_of, rows)
        return tuple(flaws if condition == "of_schemas" else sorted(flaws, key=lambda flaw: flaw.place.path))

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The paths, from git's top, of files that should hold a record and could not be read as one."""
        return tuple(path for (path,) in self.ask("SELECT path FROM unread ORDER BY path"))

    @property
    def has_files(self) -> bool:
        """Whether there is anything that could be an estate, as far as the index knows."""
        return bool(self.ask("SELECT 1 FROM record LIMIT 1") or self.unread)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Equal for views of one mirror that show the same records."""
        laid_over = (f"{one.path} {one.after.blob if one.after else None}" for one in self.changes)
        return (self.meta.get("stamp", ""), *laid_over)

    def shares_mirror(self, other: "View") -> bool:
        """Whether the two lie over one and the same mirror."""
        stamp = self.meta.get("stamp")
        return stamp is not None and other.meta.get("stamp") == stamp and self.prefix == other.prefix

    def outlines(self, paths: Collection[str] | None = None) -> Iterator[Outline]:
        """All outlines, or those at the paths (from the estate's root), in the order of the paths."""
        some = "" if paths is None else "WHERE path IN (SELECT value FROM json_each(?))"
        given = () if paths is None else (json.dumps(list(paths)),)
        rows = self.each(f"SELECT {tables.RECORD} FROM record {some} ORDER BY path", *given)
        while wave := list(islice(rows, _AT_ONCE)):
            yield from self._outlined(wave)

    def _outlined(self, rows: Sequence[Sequence[Any]]) -> Iterator[Outline]:
        numbers = [row[0] for row in rows]
        links: dict[int, list[Sequence[Any]]] = {n: [] for n in numbers}
        references: dict[int, list[Sequence[Any]]] = {n: [] for n in numbers}
        leaving = f"SELECT n, place, {tables.LINK} FROM link WHERE n"
        for n, _, *link in self.among(leaving, numbers, "ORDER BY n, place"):
            links[n].append(link)
        others = [row[0] for row in rows if row[3] != "ConfigurationItem"]
        for n, *reference in self.among("SELECT n, kind, id FROM reference WHERE n", others) if others else ():
            references[n].append(reference)
        for row in rows:
            yield tables.outline_of(row, links[row[0]], references[row[0]])

    @property
    def is_judged(self) -> bool:
        """Whether the findings on the mirror were kept."""
        return "judged" in self.meta

    def findings(self, paths: Collection[str] | None = None) -> Iterator[Finding]:
        """The findings that were kept of the mirror, or those at these paths (from git's top), by path."""
        some = "" if paths is None else "WHERE path IN (SELECT value FROM json_each(?))"
        given = () if paths is None else (json.dumps(list(paths)),)
        for row in self.each(f"SELECT {tables.FINDING} FROM finding {some} ORDER BY path, rowid", *given):
            path, rule, severity, line, column, message, hint, record = row
            yield Finding(Place(path, line, column), rule, Severity(severity), message, hint, record)

    def ask(self, sql: str, *values: Any) -> list[Any]:
        """All rows of an answer. Raises CannotRead where the index fails, as `each` and `among` do."""
        with _told():
            return self.connection.execute(sql, values).fetchall()

    def among(self, sql: str, values: Iterable[Any], order: str = "") -> list[Any]:
        """All rows where what the statement ends with is one of the values."""
        return self.ask(f"{sql} IN (SELECT value FROM json_each(?)) {order}", json.dumps(list(values)))

    def each(self, sql: str, *values: Any) -> Iterator[Any]:
        """The rows of an answer, as they are found."""
        with _told():
            yield from self.connection.execute(sql, values)

    def close(self) -> None:
        """Lets go of the mirror; nothing can be asked any more."""
        self.connection.close()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise CannotRead(f"the index fails: {error}", "make it anew: gitcab index build") from None
