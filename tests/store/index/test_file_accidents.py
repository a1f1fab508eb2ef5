"""Whoever is killed, or finds the disk full, leaves an index that is sound, or none."""

import os
import signal
import time
from pathlib import Path

import pytest

from gitcab.store.index import tables
from gitcab.store.index.building import build
from gitcab.store.index.file import IndexFile, Unwritable
from gitcab.store.memory_tree import MemoryTree
from support.index_files import CHANGED_PAGES, PLAIN, beside, code_of, in_another_process, limited, make, seen, stamp_of


@pytest.fixture
def git_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "estate/.git"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def index(git_dir: Path) -> IndexFile:
    """A sound index."""
    found = IndexFile(git_dir, "")
    make(found)
    return found


@pytest.mark.parametrize("step", range(0, 40, 3))
def test_who_is_killed_while_making_one_leaves_the_old_one(index, step):
    def work() -> None:
        with index.made_anew() as connection:
            countdown = iter(range(step))
            connection.set_progress_handler(lambda: _die_at_end(countdown), 100)
            build(connection, MemoryTree(PLAIN), {"value": "second"})
            connection.set_progress_handler(None, 0)
            if next(countdown, None) is None:
                _die_at_end(countdown)

    assert code_of(in_another_process(work)) in (0, -signal.SIGKILL)
    assert seen(index) in (("first", 40), ("second", 40))
    make(index, "third")
    assert seen(index) == ("third", 40)


@pytest.mark.parametrize("step", range(0, 60, 4))
def test_who_is_killed_while_writing_leaves_a_sound_one_or_none(index, step):
    stamp = stamp_of(index)

    def work() -> None:
        with index.writing(stamp) as connection:
            connection.execute("PRAGMA cache_size = 1")  # so that half-made pages reach the disk before the end
            countdown = iter(range(step))
            connection.set_progress_handler(lambda: _die_at_end(countdown), 20)
            connection.execute(CHANGED_PAGES)
            connection.execute("DELETE FROM record WHERE n % 2")
            connection.execute("UPDATE meta SET value = 'second' WHERE key = 'value'")

    code = code_of(in_another_process(work))
    assert seen(index) in ((("first", 40), None) if code else (("second", 20),))
    make(index, "third")
    assert seen(index) == ("third", 40)


def _die_at_end(countdown: object) -> None:
    if next(countdown, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("milliseconds", [1, 2, 4, 7, 11, 16, 24])
def test_who_is_killed_at_any_time_leaves_a_sound_one_or_none(index, milliseconds):
    def work() -> None:
        for turn in range(1000):
            make(index, f"made {turn}")
            with index.writing(stamp_of(index)) as connection:
                connection.execute(CHANGED_PAGES)

    process = in_another_process(work)
    time.sleep(milliseconds / 1000)
    os.kill(process, signal.SIGKILL)
    assert code_of(process) == -signal.SIGKILL
    found = seen(index)
    assert found is None or found[1] == 40
    make(index, "third")
    assert seen(index) == ("third", 40)


@pytest.mark.parametrize("size", [0, 1, 4096, 20_000, 60_000])
def test_on_a_full_disk_the_old_one_stays(index, size):
    def work() -> None:
        with pytest.raises(Unwritable):
            make(index, "second")

    assert code_of(in_another_process(limited(size, work))) == 0
    assert seen(index) == ("first", 40)
    assert beside(index) == ["index.sqlite"]


@pytest.mark.parametrize("more", [0, 4096, 50_000])
def test_what_does_not_fit_on_the_disk_is_not_written_in_part(index, more):
    stamp = stamp_of(index)

    def work() -> None:
        with index.writing(stamp) as connection:
            connection.execute("PRAGMA cache_size = 1")
            connection.execute(CHANGED_PAGES)
            connection.executemany(tables.INSERT_UNREAD, [("x" * 1000,)] * 1000)

    def fail() -> None:
        with pytest.raises(Unwritable):
            work()

    assert code_of(in_another_process(limited(index.path.stat().st_size + more, fail))) == 0
    assert seen(index) in (("first", 40), None)
    make(index, "third")
    assert seen(index) == ("third", 40)


def test_what_the_killed_have_left_is_cleared_away_in_time(index):
    left = index.path.with_name("index.sqlite.1-abcd.tmp")
    left.write_bytes(b"x")
    make(index)
    assert left.exists()  # somebody may be at work on it
    os.utime(left, (1, 1))
    make(index)
    assert beside(index) == ["index.sqlite"]
