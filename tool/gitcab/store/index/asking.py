"""Questions in SQL that people write: one statement that can only read, and that can be interrupted."""

import math
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from gitcab.model.query_result import Cell, QueryResult
from gitcab.store.index.functions import ALLOWED
from gitcab.store.tree import CannotRead

Index = sqlite3.Connection
"""What is asked, for those who need not know more of it."""

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 64_000_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_STEPS = 10_000
"""After so many steps of SQLite's machine, a few milliseconds, Python may notice Ctrl-C."""

_ITS_FAULT = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_NOTADB,
}
"""Errors of the index or of the machine, whatever was asked; in extended codes the low byte is meant."""


class WrongStatement(Exception):
    """The statement is no question that can be answered; `message` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def ask(connection: sqlite3.Connection, statement: str, parameters: Mapping[str, str]) -> QueryResult:
    """The answer to one SELECT with these values for its named parameters; its rows come as they are found.

    From now on the connection only reads. Raises WrongStatement, also while rows are taken; CannotRead
    where the index itself fails; KeyboardInterrupt where it was interrupted.
    """
    try:
        _only_read(connection)
        cursor = connection.execute(statement, dict(parameters))
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        _tell(error, statement)
    if cursor.description is None:
        raise WrongStatement("the statement asks for nothing: write one SELECT")
    return QueryResult(_distinct([column[0] for column in cursor.description]), _rows(cursor, statement))


def unread_in(connection: sqlite3.Connection) -> list[str]:
    """The paths of the files that hold a record and could not be read: answers lack them."""
    return [path for (path,) in connection.execute("SELECT DISTINCT path FROM unread ORDER BY path")]


def _only_read(connection: sqlite3.Connection) -> None:
    """Nothing is written, not even temporary tables; no other file is reached; only known functions are called."""
    connection.set_authorizer(None)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = ON")  # or old versions keep JSON functions out of views
    connection.execute("SELECT * FROM json_each('[]'), json_tree('[]')")  # their first use declares them as tables
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    connection.set_authorizer(_authorize)
    connection.set_progress_handler(_go_on, _STEPS)


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_OK if (second or "").lower() in ALLOWED else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY


def _go_on() -> int:
    """Being a function of Python's, it lets Python see a signal; what that raises ends the statement."""
    return 0


def _rows(cursor: sqlite3.Cursor, statement: str) -> Iterator[tuple[Cell, ...]]:
    try:
        for row in cursor:
            yield tuple(map(_cell, row))
    except sqlite3.Error as error:
        _tell(error, statement)


def _cell(value: Any) -> Cell:
    """Text or number as it is; what no format can tell as SQL would write it."""
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, float) and not math.isfinite(value):
        return "9e999" if value > 0 else "-9e999"
    return value  # type: ignore[no-any-return]


def _distinct(names: list[str]) -> tuple[str, ...]:
    """The names of columns, those that were there before with a number: `id`, `id_2`."""
    told: list[str] = []
    for name in names:
        new, number = name, 2
        while new in told:
            new, number = f"{name}_{number}", number + 1
        told.append(new)
    return tuple(told)


def _tell(error: Exception, statement: str) -> NoReturn:
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_INTERRUPT:
        raise KeyboardInterrupt from None
    if code is not None and code & 0xFF in _ITS_FAULT:
        raise CannotRead(f"the index fails: {error}", "make it anew: gitcab index build") from None
    from gitcab.store.index.complaints import complaint

    raise WrongStatement(complaint(str(error), statement)) from None
