"""From records that lie packed to tables that can be asked."""

import sqlite3
from collections.abc import Callable

from gitcab.store.index.building import transaction
from gitcab.store.index.figures import FOLDERS
from gitcab.store.index.forms import AS_TABLES, insert, packed_rows
from gitcab.store.uncollected import uncollected

_BESIDE = ("meta", "flaw", "unread", "finding", "folder")


def unpack(packed: sqlite3.Connection, connection: sqlite3.Connection, on_files: Callable[[int], None]) -> None:
    """Fills an empty database with all that lies packed in another one, in one transaction.

    `on_files` is called with how many more records there are. Raises Torn where the other one is damaged.
    """
    with transaction(connection), uncollected():
        AS_TABLES.begin(connection)
        connection.execute(FOLDERS)
        for name in _BESIDE:
            _copy(packed, connection, name)
        for rows in packed_rows(packed):
            insert(connection, rows)
            on_files(rows.size)
        AS_TABLES.complete(connection)


def _copy(one: sqlite3.Connection, other: sqlite3.Connection, table: str) -> None:
    rows = one.execute(f"SELECT * FROM {table}")  # tables without an index are told in the order of their rows
    width = len(rows.description)
    other.executemany(f"INSERT INTO {table} VALUES({', '.join('?' * width)})", rows)
