"""An index is found as it was made, read while others make it anew, and written whole."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from gitcab.store.index import file as index_file
from gitcab.store.index import origin
from gitcab.store.index.building import build
from gitcab.store.index.file import Found, IndexFile, Unwritable
from gitcab.store.memory_tree import MemoryTree
from support.index_files import CHANGED_PAGES, beside, code_of, in_another_process, make, seen, stamp_of, told


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


def test_what_was_made_is_found(index, git_dir):
    assert index.path == git_dir / "gitcab/index.sqlite"
    assert seen(index) == ("first", 40)
    assert beside(index) == ["index.sqlite"]
    assert index.path.stat().st_mode & 0o777 == 0o600


def test_there_may_be_none(git_dir):
    assert IndexFile(git_dir, "").open() == Found(None)


def test_each_estate_of_a_repository_has_its_own(index, git_dir):
    other = IndexFile(git_dir, "it/estate/")
    assert other.open() == Found(None)
    with other.made_anew() as connection:
        build(connection, MemoryTree({}, prefix="it/estate/"), {"value": "other"})
    assert (seen(other), seen(index)) == (("other", 0), ("first", 40))


def test_temporary_tables_can_be_made_and_the_file_stays_as_it_is(index):
    before = index.path.read_bytes()
    with closing(index.open().connection) as connection:
        connection.execute("CREATE TEMP TABLE mine AS SELECT * FROM record")
        assert connection.execute("SELECT count(*) FROM mine").fetchone() == (40,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM main.record")
    assert index.path.read_bytes() == before
    assert seen(index)


def test_a_transaction_is_written_whole(index):
    with index.writing(stamp_of(index)) as connection:
        connection.execute("UPDATE meta SET value = 'second' WHERE key = 'value'")
    assert seen(index) == ("second", 40)
    with suppress(ZeroDivisionError), index.writing(stamp_of(index)) as connection:
        connection.execute("DELETE FROM record")
        raise ZeroDivisionError
    assert seen(index) == ("second", 40)


def test_only_the_index_that_was_seen_is_written_to(index):
    before = stamp_of(index)
    with index.writing(before):
        pass
    with pytest.raises(Unwritable, match="another one"), index.writing(before) as connection:
        connection.execute("DELETE FROM record")
    assert seen(index) == ("first", 40)


def test_who_reads_an_index_reads_on_while_it_is_made_anew(index):
    with closing(index.open().connection) as connection:
        make(index, "second")
        assert told(connection)["value"] == "first"
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (40,)
    assert seen(index) == ("second", 40)


def test_nobody_writes_while_somebody_reads(index):
    stamp = stamp_of(index)

    def write() -> None:
        with index.writing(stamp) as connection:
            connection.execute("DELETE FROM record")

    with closing(index.open().connection) as connection:
        assert code_of(in_another_process(write)) == 1
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (40,)
    assert code_of(in_another_process(write)) == 0
    assert seen(index) == ("first", 0)


def test_who_comes_while_somebody_writes_goes_without(index):
    with index.writing(stamp_of(index)):
        reader = in_another_process(lambda: [][bool(index.open() != Found(None))])
        assert code_of(reader) == 1  # the list is empty either way
        checked = in_another_process(lambda: 1 / (index.open() == Found(None)))
        assert code_of(checked) == 0
    assert seen(index)


def test_several_processes_at_once_see_whole_indexes_only(index):
    def work() -> None:
        for turn in range(6):
            make(index, f"{os.getpid()}-{turn}")
            found = index.open().connection
            if found is None:
                continue
            with closing(found):
                stamp = told(found)["stamp"]
                assert found.execute("SELECT count(*) FROM record").fetchone() == (40,)
            with suppress(Unwritable), index.writing(stamp) as connection:
                connection.execute(CHANGED_PAGES)

    processes = [in_another_process(work) for _ in range(3)]
    sightings = [seen(index) for _ in range(50)]
    assert [code_of(process) for process in processes] == [0, 0, 0]
    assert {one[1] for one in sightings if one} == {40}
    make(index)
    assert seen(index) == ("first", 40)
    assert beside(index) == ["index.sqlite"]


def test_it_can_be_dropped(index):
    assert index.drop()
    assert beside(index) == []
    assert not index.drop()


def test_a_stamp_is_a_time_that_every_file_system_keeps():
    stamps = {index_file.new_stamp() for _ in range(100)}
    assert len(stamps) > 95
    assert all(stamp % 2_000_000_000 == 0 and 10**18 <= stamp < 1_400_000_000 * 10**9 for stamp in stamps)


def test_the_start_of_the_machine_is_known_on_linux_and_stays():
    assert origin.start() == origin.start()
    assert origin.program() == origin.program()
    assert origin.calendar() == origin.calendar()
