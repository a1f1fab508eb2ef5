"""The two forms in which a mirror keeps its records: as tables that can be asked, or packed as they were read.

Making tables costs a third of reading the files. So who only wants an estate judged keeps it packed; whoever asks the
first question has the tables made of that.
"""

import sqlite3
from collections.abc import Iterator, Set
from itertools import chain
from typing import Any, Protocol
from zlib import crc32

from gitcab.store.index import tables
from gitcab.store.index.chunk_columns import SEPARATOR
from gitcab.store.index.chunks import Rows
from gitcab.store.index.columns import Place
from gitcab.store.index.figures import keep_figures
from gitcab.store.index.parcels import Parcel, unpacked
from gitcab.store.index.plain_items import all_link_rows, item_values, link_values
from gitcab.store.index.views import definitions
from gitcab.store.tree import CannotRead

_PACKED = """
CREATE TABLE packed(
  first INTEGER PRIMARY KEY, checksum INT NOT NULL, content BLOB NOT NULL, paths TEXT NOT NULL, ids TEXT NOT NULL,
  blobs TEXT NOT NULL
);
"""


_PLACES = "SELECT paths, ids, blobs FROM packed WHERE ids <> ''"


class Form(Protocol):
    """How records are kept, in a transaction of its own."""

    def begin(self, connection: sqlite3.Connection) -> None:
        """Makes an empty database ready."""
        ...

    def keep(self, connection: sqlite3.Connection, first: int, parcel: Parcel) -> None:
        """Takes the parcel of a chunk, the first of whose files has that number."""
        ...

    def complete(self, connection: sqlite3.Connection) -> None:
        """Makes what is made of all rows."""
        ...


class _AsTables:
    """Records that can be asked."""

    def begin(self, connection: sqlite3.Connection) -> None:
        """Keeps the promise of Form, and so do the others."""
        run(connection, tables.TABLES)

    def keep(self, connection: sqlite3.Connection, first: int, parcel: Parcel) -> None:
        """By their rows."""
        insert(connection, unpacked(parcel.packed))
        _insert_beside(connection, parcel)

    def complete(self, connection: sqlite3.Connection) -> None:
        """The indexes, the public views, and what is known of all records."""
        run(connection, tables.INDEXES)
        for definition in definitions():
            connection.execute(definition)
        keep_figures(connection)


class _Packed:
    """Records as they were read: no table names them, so that nobody takes a part of them for all."""

    def begin(self, connection: sqlite3.Connection) -> None:
        """Keeps the promise of Form, and so do the others."""
        connection.execute("PRAGMA cache_size=-256")  # nothing is looked up: pages that were written only take room
        run(connection, f"{tables.KEPT}{_PACKED}")

    def keep(self, connection: sqlite3.Connection, first: int, parcel: Parcel) -> None:
        """By what it came in."""
        content = parcel.packed
        row = (first, crc32(content), content, *parcel.places)
        connection.execute("INSERT INTO packed VALUES(?, ?, ?, ?, ?, ?)", row)
        _insert_beside(connection, parcel)

    def complete(self, connection: sqlite3.Connection) -> None:
        """Nothing is left to do."""


AS_TABLES: Form = _AsTables()
PACKED: Form = _Packed()


class Torn(CannotRead):
    """What was packed is not what was kept."""

    def __init__(self) -> None:
        super().__init__(
            "what lies packed beside the index is damaged", "run `gitcab index drop` and the command again"
        )


def packed_rows(connection: sqlite3.Connection) -> Iterator[Rows]:
    """The rows of each parcel that was kept packed, in order; flaws lie beside. Raises Torn, as do the others."""
    for content, checksum in _each(connection, "SELECT content, checksum FROM packed ORDER BY first"):
        if crc32(content) != checksum:
            raise Torn
        yield unpacked(content)


def packed_places(connection: sqlite3.Connection) -> Iterator[Place]:
    """Where each item lies."""
    for texts in _each(connection, _PLACES):
        yield from map(Place, *(text.split(SEPARATOR) for text in texts))


def places_among(
    connection: sqlite3.Connection, *, ids: Set[str] = frozenset(), paths: Set[str] = frozenset()
) -> Iterator[Place]:
    """Where the items lie packed that have one of these ids, or one of these paths. Goes through all of them."""
    for texts in _each(connection, _PLACES) if ids or paths else ():
        if _has(texts[0], paths) or _has(texts[1], ids):
            every = map(Place, *(text.split(SEPARATOR) for text in texts))
            yield from (place for place in every if place.path in paths or place.id in ids)


def packed_paths(connection: sqlite3.Connection) -> Iterator[str]:
    """The paths of all items that lie packed."""
    for (text,) in _each(connection, "SELECT paths FROM packed"):
        yield from text.split(SEPARATOR) if text else ()


def _each(connection: sqlite3.Connection, sql: str) -> Iterator[Any]:
    try:
        yield from connection.execute(sql)
    except sqlite3.Error as error:
        raise Torn from error


def _has(text: str, names: Set[str]) -> bool:
    return bool(names) and not names.isdisjoint(text.split(SEPARATOR))


def run(connection: sqlite3.Connection, script: str) -> None:
    """Runs DDL inside of a transaction, which `executescript` would end."""
    for statement in script.split(";"):
        if statement.strip():
            connection.execute(statement)


def insert(connection: sqlite3.Connection, rows: Rows) -> None:
    """Puts records and their links into the tables."""
    plain: list[Any] = []
    grouped = list(rows.links)
    for item in rows.items:
        links = link_values(item)
        if links is None:
            grouped += all_link_rows(item)
        else:
            plain += links
    tables.insert_flat(connection, tables.INSERT_PLAIN_ITEM, list(chain.from_iterable(map(item_values, rows.items))))
    tables.insert_flat(connection, tables.INSERT_PLAIN_LINK, plain)
    connection.executemany(tables.INSERT_RECORD, rows.records)
    connection.executemany(tables.INSERT_LINK, grouped)
    connection.executemany(tables.INSERT_REFERENCE, rows.references)


def _insert_beside(connection: sqlite3.Connection, parcel: Parcel) -> None:
    connection.executemany(tables.INSERT_FLAW, parcel.flaws)
    connection.executemany(tables.INSERT_UNREAD, parcel.unread)
