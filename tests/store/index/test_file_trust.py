"""What is damaged, foreign, outdated or open to others is not taken for an index."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from gitcab.store.index import origin, signature
from gitcab.store.index.file import Found, IndexFile, Unwritable
from support.index_files import CHANGED_PAGES, beside, code_of, in_another_process, make, seen, stamp_of

NOBODY = 65534


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
    monkeypatch.setattr(signature, "FORMAT", signature.FORMAT + 1)
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


def test_in_a_folder_that_is_read_only_a_sound_one_is_read():
    with TemporaryDirectory() as folder:
        git_dir = Path(folder) / ".git"
        git_dir.mkdir()
        Path(folder).chmod(0o755)  # for the one below
        if os.geteuid() == 0:
            os.chown(git_dir, NOBODY, NOBODY)
        index = IndexFile(git_dir, "")
        make(IndexFile(Path(folder), ""))  # nobody might be allowed to load what that takes
        assert code_of(in_another_process(as_somebody(lambda: make(index)))) == 0
        index.path.chmod(0o400)
        index.path.parent.chmod(0o500)

        def work() -> None:
            assert seen(index) == ("first", 40)
            with pytest.raises(Unwritable):
                make(index)
            with pytest.raises(Unwritable), index.writing(stamp_of(index)):
                pass

        code = code_of(in_another_process(as_somebody(work)))
        index.path.parent.chmod(0o700)
        assert code == 0


def as_somebody(work: Callable[[], object]) -> Callable[[], object]:
    """Root may write everywhere, and so becomes somebody else."""

    def do() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        work()

    return do


def test_somebody_elses_index_is_not_trusted(index, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: index.path.stat().st_uid + 1)
    assert "yours alone" in index.open().remark
    with pytest.raises(Unwritable, match="somebody else"):
        make(index)
