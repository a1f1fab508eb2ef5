"""From a tree to a mirror of it: every record file examined once, and kept as rows."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from gitcab.model.finding import Flaw
from gitcab.store.index import tables
from gitcab.store.index.chunks import Rows, chunks_of
from gitcab.store.index.demands import Demands, demands_text
from gitcab.store.index.dividing import Job, crew
from gitcab.store.index.signature import INSERT_META
from gitcab.store.index.views import definitions
from gitcab.store.index.watching import Watch, Watcher, in_background
from gitcab.store.record_files import record_files
from gitcab.store.tree import Tree
from gitcab.store.uncollected import uncollected

if TYPE_CHECKING:
    from gitcab.store.schema_loading import Schemas


def build(
    connection: sqlite3.Connection,
    tree: Tree,
    meta: Mapping[str, str],
    object_format: str = "sha1",
    on_files: Callable[[int], None] = lambda count: None,
    workers: int | None = None,
    at_end: Callable[[], None] = lambda: None,
    watch: Watch | None = None,
) -> None:
    """Fills an empty database with the mirror of a tree, in one transaction.

    `meta` is kept beside what is known here (demands, prefix, object format). `on_files` is called with
    how many more files were read; `workers` is how many processes help this one, as many as pay where it is
    not said; `at_end` is called when all rows and indexes are there, and `watch` before the first row. Who
    watches has `at_end` called, and the indexes made, by another thread, so the connection must be usable by any.
    Raises CannotRead where the tree fails, and leaves the database empty.
    """
    with _transaction(connection), uncollected():  # values made of a file's text hold no cycles
        _make(connection, tables.TABLES)
        refused: list[Flaw] = []
        job = Job(tree, object_format, chunks_of(record_files(tree, refused.append)))
        with crew(job, workers) as several:
            schemas = _schemas(tree)
            demands = Demands(schemas.classes, schemas.relations)
            watcher = watch(tree, demands, meta.get("stamp")) if watch is not None else None
            for chunk, rows in several.rows(demands):
                _keep(connection, rows, watcher)
                on_files(len(chunk.files))
        _insert_flaws(connection, schemas.flaws, refused)
        told = {"demands": demands_text(*demands), "prefix": tree.prefix}
        connection.executemany(INSERT_META, [*told.items(), *meta.items()])
        if watcher is None:
            _complete(connection, at_end)
            return
        with in_background(connection, lambda: _complete(connection, at_end)):
            watcher.finish()


def _schemas(tree: Tree) -> "Schemas":
    """What reading them needs is loaded when the other processes have begun, which do without."""
    from gitcab.store.schema_loading import load_schemas

    return load_schemas(tree)


def _complete(connection: sqlite3.Connection, at_end: Callable[[], None]) -> None:
    """Whatever is made of all rows."""
    _make(connection, tables.INDEXES)
    for definition in definitions():
        connection.execute(definition)
    at_end()


def _keep(connection: sqlite3.Connection, rows: Rows, watcher: Watcher | None) -> None:
    _insert(connection, rows)
    if watcher is not None:
        watcher.take(rows)


def _insert(connection: sqlite3.Connection, rows: Rows) -> None:
    tables.insert_flat(connection, tables.INSERT_PLAIN_ITEM, rows.plain_items)
    tables.insert_flat(connection, tables.INSERT_PLAIN_LINK, rows.plain_links)
    connection.executemany(tables.INSERT_RECORD, rows.records)
    connection.executemany(tables.INSERT_LINK, rows.links)
    connection.executemany(tables.INSERT_REFERENCE, rows.references)
    connection.executemany(tables.INSERT_FLAW, rows.flaws)
    connection.executemany(tables.INSERT_UNREAD, rows.unread)


def _insert_flaws(connection: sqlite3.Connection, of_schemas: Iterable[Flaw], refused: Sequence[Flaw]) -> None:
    """What is wrong with schemas, and with files that no record can lie in."""
    flaws = [tables.flaw_row(flaw, of_schemas=True) for flaw in of_schemas]
    connection.executemany(tables.INSERT_FLAW, [*flaws, *map(tables.flaw_row, refused)])
    connection.executemany(tables.INSERT_UNREAD, [(flaw.place.path,) for flaw in refused])


def _make(connection: sqlite3.Connection, script: str) -> None:
    """Runs DDL inside of the transaction, which `executescript` would end."""
    for statement in script.split(";"):
        if statement.strip():
            connection.execute(statement)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):  # what went wrong before is to be told, not what went wrong because of it
            if connection.in_transaction:  # what was broken off has been rolled back already
                connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
