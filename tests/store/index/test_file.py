"""An index is used only when it is sound: whole, the user's own, and written by nobody else since."""

import os
import resource
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from gitcab.store.index import file as index_file
from gitcab.store.index import origin, tables
from gitcab.store.index.building import build
from gitcab.store.index.file import Found, IndexFile, Unwritable
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


def beside(index: IndexFile) -> list[str]:
    return sorted(path.name for path in index.path.parent.iterdir())


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


def limited(size: int, work: Callable[[], object]) -> Callable[[], object]:
    """As on a disk on which no file can grow beyond that size."""

    def do() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        work()

    return do


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


def test_one_that_is_cut_short_anywhere_is_not_used(index):
    whole = index.path.read_bytes()
    for size in range(0, len(whole), 4096):
        with index.path.open("r+b") as opened:
            opened.truncate(size)
        found = index.open()
        assert (found.connection, bool(found.remark)) == (None, True), size
        index.path.write_bytes(whole)
    make(index)
    assert seen(index)


def test_one_byte_that_somebody_changed_is_noticed(index):
    whole, random = index.path.read_bytes(), Random(5)
    for _ in range(300):
        place = random.randrange(len(whole))
        with index.path.open("r+b") as opened:
            opened.seek(place)
            opened.write(bytes([whole[place] ^ 1 << random.randrange(8)]))
        assert index.open().connection is None, place
        index.path.write_bytes(whole)


def test_a_copy_is_not_the_index_that_was_made(index):
    times = index.path.stat()
    copy = index.path.with_name("copy")
    copy.write_bytes(index.path.read_bytes())
    os.utime(copy, ns=(times.st_atime_ns, times.st_mtime_ns))
    copy.chmod(0o600)
    copy.replace(index.path)
    assert "changed by another program" in index.open().remark


@pytest.mark.parametrize("content", [b"", b"not a database at all\n" * 500, b"SQLite format 3\0" + b"\xff" * 9000])
def test_what_is_no_database_is_replaced(index, content):
    index.path.write_bytes(content)
    assert index.open().remark
    make(index)
    assert seen(index) == ("first", 40)


def test_a_foreign_database_is_replaced(index):
    index.path.unlink()
    with closing(sqlite3.connect(index.path)) as connection:
        connection.executescript("CREATE TABLE meta(key, value); CREATE TABLE theirs(a); INSERT INTO theirs VALUES(1)")
    index.path.chmod(0o600)
    assert index.open() == Found(None, f"{index.path} was no index of gitcab's")
    make(index)
    assert seen(index) == ("first", 40)


@pytest.mark.parametrize("name", ["-journal", "-wal"])
def test_what_lies_beside_it_for_sqlite_is_not_played_back_into_it(index, name):
    journal = index.path.with_name(index.path.name + name)
    journal.write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + bytes(4000))
    found = seen(index)
    assert found in (None, ("first", 40))
    make(index, "second")
    assert seen(index) == ("second", 40)
    assert beside(index) == ["index.sqlite"]


@pytest.mark.parametrize("term", ["program", "calendar", "start"])
def test_another_program_calendar_or_start_of_the_machine_makes_it_outdated(index, monkeypatch, term):
    monkeypatch.setattr(origin, term, lambda: "another")
    assert index.open() == Found(None)
    make(index, "second")
    assert seen(index) == ("second", 40)


def test_tables_of_another_shape_are_outdated(index, monkeypatch):
    monkeypatch.setattr(tables, "FORMAT", tables.FORMAT + 1)
    assert index.open() == Found(None)


def test_where_the_start_is_not_known_all_is_on_the_disk_first(index, monkeypatch):
    monkeypatch.setattr(origin, "start", lambda: None)
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    make(index, "second")
    assert len(flushed) == 1
    stamp = stamp_of(index)
    with suppress(ZeroDivisionError), index.writing(stamp):
        assert index.path.stat().st_mtime_ns == 0
        raise ZeroDivisionError
    assert seen(index) is None  # it may have been written to
    make(index, "third")
    with index.writing(stamp_of(index)) as connection:
        connection.execute(CHANGED_PAGES)
    assert seen(index) == ("third", 40)


def test_a_folder_in_its_place_stays_there(index):
    index.path.unlink()
    index.path.mkdir()
    assert "yours alone" in index.open().remark
    with pytest.raises(Unwritable):
        make(index)
    assert index.path.is_dir()
    assert beside(index) == ["index.sqlite"]


def test_a_link_in_its_place_is_not_followed(index, tmp_path):
    outside = tmp_path / "outside.sqlite"
    index.path.replace(outside)
    before = outside.read_bytes()
    index.path.symlink_to(outside)
    assert "yours alone" in index.open().remark
    make(index, "second")
    assert not index.path.is_symlink()
    assert outside.read_bytes() == before
    assert seen(index) == ("second", 40)


def test_a_link_in_the_place_of_its_folder_is_not_followed(git_dir, tmp_path):
    (tmp_path / "outside").mkdir()
    (git_dir / "gitcab").symlink_to(tmp_path / "outside")
    with pytest.raises(Unwritable, match="no folder of yours"):
        make(IndexFile(git_dir, ""))
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_pipe_in_its_place_is_not_opened(index):
    index.path.unlink()
    os.mkfifo(index.path)
    assert "yours alone" in index.open().remark
    make(index)
    assert seen(index)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_one_that_others_can_write_to_is_not_trusted(index, mode):
    index.path.chmod(mode)
    assert "yours alone" in index.open().remark


def test_a_folder_that_others_can_write_to_is_closed_to_them_first(index):
    index.path.parent.chmod(0o777)
    assert index.open().connection is None
    make(index, "second")
    assert index.path.parent.stat().st_mode & 0o777 == 0o755
    assert seen(index) == ("second", 40)


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def open_to_all():
    """A folder that every user of the machine can reach."""
    with TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        git_dir = Path(folder) / ".git"
        git_dir.mkdir()
        yield git_dir


def as_somebody(work: Callable[[], object]) -> int:
    def do() -> None:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        work()

    return code_of(in_another_process(do))


@as_root
def test_somebody_elses_index_is_not_trusted(open_to_all):
    index = IndexFile(open_to_all, "")
    make(index)
    for path in (index.path, index.path.parent):
        path.chmod(0o755)

    def work() -> None:
        assert index.open().connection is None
        with pytest.raises(Unwritable):
            make(index)

    assert as_somebody(work) == 0
    os.chown(index.path, 65534, 65534)
    assert "yours alone" in index.open().remark


@as_root
def test_none_is_made_in_somebody_elses_git_folder(open_to_all):
    os.chown(open_to_all, 65534, 65534)
    with pytest.raises(Unwritable, match="somebody else"):
        make(IndexFile(open_to_all, ""))
    assert list(open_to_all.iterdir()) == []


@as_root
def test_in_a_folder_that_is_read_only_a_sound_one_is_read(open_to_all):
    index = IndexFile(open_to_all, "")
    os.chown(open_to_all, 65534, 65534)
    assert as_somebody(lambda: make(index)) == 0
    index.path.chmod(0o400)
    index.path.parent.chmod(0o500)

    def work() -> None:
        assert seen(index) == ("first", 40)
        with pytest.raises(Unwritable):
            make(index)
        with pytest.raises(Unwritable), index.writing(stamp_of(index)):
            pass

    assert as_somebody(work) == 0


def test_what_the_killed_have_left_is_cleared_away_in_time(index):
    left = index.path.with_name("index.sqlite.1-abcd.tmp")
    left.write_bytes(b"x")
    make(index)
    assert left.exists()  # somebody may be at work on it
    os.utime(left, (1, 1))
    make(index)
    assert beside(index) == ["index.sqlite"]


def test_it_can_be_dropped(index):
    assert index.drop()
    assert beside(index) == []
    assert not index.drop()


def test_a_stamp_is_a_time_that_every_file_system_keeps():
    stamps = {index_file._new_stamp() for _ in range(100)}
    assert len(stamps) > 95
    assert all(stamp % 2_000_000_000 == 0 and 10**18 <= stamp < 1_400_000_000 * 10**9 for stamp in stamps)


def test_the_start_of_the_machine_is_known_on_linux_and_stays():
    assert origin.start() == origin.start()
    assert origin.program() == origin.program()
    assert origin.calendar() == origin.calendar()
