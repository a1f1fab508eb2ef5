"""Who sees the rows of a mirror as it is made knows much of it before the first question is asked."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Protocol

from gitcab.store.index.demands import Demands
from gitcab.store.index.parcels import Parcel
from gitcab.store.tree import Tree


class Watcher(Protocol):
    """Sees all parcels of one mirror, as `Crew.parcels` gives them."""

    def take(self, parcel: Parcel) -> None:
        """That of some files."""
        ...

    def finish(self) -> None:
        """No more parcels come. The database cannot be asked yet: it makes its indexes at the same time."""
        ...


Watch = Callable[[Tree, Demands, str | None], Watcher]
"""Gives the watcher of a mirror that is about to be made, by the tree that is mirrored, what is demanded there and
the mirror's stamp, as `meta` keeps it; a mirror in memory may have none. Called again where a mirror could not be
completed.
"""


@contextmanager
def in_background(connection: sqlite3.Connection, work: Callable[[], None]) -> Iterator[None]:
    """Does work in the database while the block runs; SQLite leaves the processor's other half to Python.

    Both have ended afterwards, whatever happens; a block that fails breaks the work off. Raises what the block
    raises, else what `work` does. The connection must not be bound to this thread.
    """
    errors: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            errors.append(error)

    thread = Thread(target=run)
    thread.start()
    try:
        yield
        thread.join()
    except BaseException:
        while thread.is_alive():  # between two statements there is nothing that an interruption could break off
            connection.interrupt()
            thread.join(0.01)
        raise
    if errors:
        raise errors[0]
