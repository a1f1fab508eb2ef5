"""Indexes of a few items, made in a moment, and processes that work on them."""

import os
import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress

from gitcab.store.index.building import build
from gitcab.store.index.file import IndexFile
from gitcab.store.memory_tree import MemoryTree
from support.messy_estate import plain_item

PLAIN = {f"cmdb/server/s-{n}.yaml": plain_item(f"s-{n}") for n in range(40)}
CHANGED_PAGES = "UPDATE record SET name = name || 'x'"


def make(index: IndexFile, value: str = "first") -> None:
    with index.made_anew() as connection:
        build(connection, MemoryTree(PLAIN), {"value": value})


def told(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT key, value FROM meta"))


def seen(index: IndexFile) -> tuple[str, int] | None:
    """The value that an index was made with and how many records it has; None where there is none to use."""
    found = index.open()
    if found.connection is None:
        return None
    with closing(found.connection) as connection:
        (count,) = connection.execute("SELECT count(*) FROM record").fetchone()
        return told(connection)["value"], count


def stamp_of(index: IndexFile) -> str:
    connection = index.open().connection
    assert connection is not None
    with closing(connection):
        return told(connection)["stamp"]


def in_another_process(work: Callable[[], object]) -> int:
    """Does that there; gives the process's id."""
    process = os.fork()
    if process == 0:
        code = 1
        with suppress(BaseException):
            work()
            code = 0
        os._exit(code)
    return process


def code_of(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def beside(index: IndexFile) -> list[str]:
    return sorted(path.name for path in index.path.parent.iterdir())


def limited(size: int, work: Callable[[], object]) -> Callable[[], object]:
    """As on a disk on which no file can grow beyond that size."""

    def do() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        work()

    return do
