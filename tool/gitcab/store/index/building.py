"""From a tree to a mirror of it: every record file examined once, and kept."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from gitcab.model.finding import Flaw
from gitcab.store.index import tables
from gitcab.store.index.chunks import chunks_of
from gitcab.store.index.content_tree import is_all_on_disk
from gitcab.store.index.demands import Demands, demands_text
from gitcab.store.index.dividing import Job, crew
from gitcab.store.index.forms import AS_TABLES, Form
from gitcab.store.index.signature import INSERT_META
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
    errand: Callable[[], Any] = lambda: None,
    at_end: Callable[[Any], None] = lambda told: None,
    watch: Watch | None = None,
    form: Form = AS_TABLES,
) -> bool:
    """Fills an empty database with the mirror of a tree, in one transaction.

    `meta` is kept beside what is known here (demands, prefix, object format). `on_files` is called with how
    many more files were read; `workers` is how many processes help this one, as many as pay where it is not said;
    `watch` is called before the first parcel, `at_end` when all is there, with what the `errand` of Job gave: by
    another thread, as is the form's end, if somebody watches. Tells whether all files, each a plain one, were read from
    the disk. Raises CannotRead where the tree fails, and leaves the database empty.
    """
    with transaction(connection), uncollected():  # values made of a file's text hold no cycles
        form.begin(connection)
        refused: list[Flaw] = []
        are_on_disk: set[bool] = set()
        job = Job(tree, object_format, chunks_of(record_files(tree, refused.append)), errand)
        with crew(job, workers) as several:
            schemas = _schemas(tree)
            demands = Demands(schemas.classes, schemas.relations)
            watcher = None if watch is None else watch(tree, demands, meta.get("stamp"))
            take = (lambda parcel: None) if watcher is None else watcher.take
            for chunk, parcel in several.parcels(demands):
                form.keep(connection, chunk.first, parcel)
                take(parcel)
                are_on_disk.add(parcel.is_on_disk)
                on_files(len(chunk.files))
            told = several.errand()
        _insert_flaws(connection, schemas.flaws, refused)
        _insert_meta(connection, demands, {"prefix": tree.prefix, **meta})
        _finish(connection, form, lambda: at_end(told), watcher)
    return all(are_on_disk) and is_all_on_disk(tree) and not refused


def _finish(connection: sqlite3.Connection, form: Form, at_end: Callable[[], None], watcher: Watcher | None) -> None:
    def complete() -> None:
        form.complete(connection)
        at_end()

    if watcher is None:
        complete()
        return
    with in_background(connection, complete):
        watcher.finish()


def _schemas(tree: Tree) -> "Schemas":
    """What reading them needs is loaded when the other processes have begun, which do without."""
    from gitcab.store.schema_loading import load_schemas

    return load_schemas(tree)


def _insert_meta(connection: sqlite3.Connection, demands: Demands, meta: Mapping[str, str]) -> None:
    connection.executemany(INSERT_META, {"demands": demands_text(*demands), **meta}.items())


def _insert_flaws(connection: sqlite3.Connection, of_schemas: Iterable[Flaw], refused: Sequence[Flaw]) -> None:
    """What is wrong with schemas, and with files that no record can lie in."""
    flaws = [tables.flaw_row(flaw, of_schemas=True) for flaw in of_schemas]
    connection.executemany(tables.INSERT_FLAW, [*flaws, *map(tables.flaw_row, refused)])
    connection.executemany(tables.INSERT_UNREAD, [(flaw.place.path,) for flaw in refused])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing. Raises what was raised within, whatever becomes of what was begun."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):  # what went wrong before is to be told, not what went wrong because of it
            if connection.in_transaction:  # what was broken off has been rolled back already
                connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
