"""What questions in SQL see of a revision: the public views over its tables, and its findings."""

import sqlite3
from collections.abc import Iterable

from gitcab.model.finding import Finding
from gitcab.store.index import tables
from gitcab.store.index.views import definitions


def show_views(connection: sqlite3.Connection) -> None:
    """The public views once more, over the temporary tables that lie over the mirror's."""
    for definition in definitions(temporary=True):
        connection.execute(definition)


def show_findings(connection: sqlite3.Connection, findings: Iterable[Finding]) -> None:
    """These findings instead of those that are kept of the mirror."""
    connection.execute("CREATE TEMP TABLE finding AS SELECT * FROM main.finding WHERE 0")
    values = ", ".join("?" * 8)
    connection.executemany(f"INSERT INTO temp.finding VALUES({values})", map(tables.finding_row, findings))
