"""An errand beside the reading of files is run by another process; whatever becomes of that, it is run."""

import os
import signal
import sqlite3
from collections.abc import Callable

import pytest

from gitcab.store.index.building import build
from gitcab.store.memory_tree import MemoryTree
from support.index_files import PLAIN

LONG = "x" * 3_000_000  # more than a pipe holds


def told(errand: Callable[[], object], workers: int) -> object:
    """What the errand gave, when the mirror was there."""
    found: list[object] = []
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, MemoryTree(PLAIN), {}, workers=workers, errand=errand, at_end=found.append)
    assert connection.execute("SELECT count(*) FROM record").fetchone() == (40,)
    (one,) = found
    return one


@pytest.mark.parametrize(("workers", "is_here"), [(0, True), (1, False), (3, False)])
def test_another_process_runs_it_if_there_is_one(workers, is_here):
    process, text = told(lambda: (os.getpid(), LONG), workers)  # type: ignore[misc]
    assert (process == os.getpid()) == is_here
    assert text == LONG


def test_what_nobody_could_run_is_run_here():
    here = os.getpid()

    def errand() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert told(errand, 2) == "done"


def test_what_fails_there_fails_here():
    def errand() -> None:
        raise ValueError("as ever")

    with pytest.raises(ValueError, match="as ever"):
        told(errand, 2)
