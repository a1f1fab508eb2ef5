"""What a first judgement read lies packed, and the first question has the index made of it."""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing

import pytest

from gitcab.store.index.access import Index
from gitcab.store.loading import load
from gitcab.store.repository import open_repository
from gitcab.store.tree import CannotRead
from gitcab.store.work_tree import WorkTree
from support.index_files import PLAIN, beside, code_of, in_another_process, limited
from support.messy_estate import make_messy, plain_item
from support.repositories import ScratchRepository, make_repository


def _linked_folder(repository: ScratchRepository) -> None:
    shutil.move(repository.path / "cmdb/server", repository.path / "elsewhere")
    (repository.path / "cmdb/server").symlink_to("../elsewhere")


def _linked_file(repository: ScratchRepository) -> None:
    shutil.move(repository.path / "cmdb/server/s-1.yaml", repository.path / "s-1.yaml")
    (repository.path / "cmdb/server/s-1.yaml").symlink_to("../../s-1.yaml")


def _folder_for_notes(repository: ScratchRepository) -> None:
    (repository.path / "cmdb/notes.md").unlink()
    repository.write({"cmdb/notes.md/s-40.yaml": plain_item("s-40")})


def _overlooked(flag: str) -> Callable[[ScratchRepository], None]:
    def change(repository: ScratchRepository) -> None:
        repository.git("update-index", flag, "cmdb/server/s-1.yaml")
        repository.write({"cmdb/server/s-1.yaml": plain_item("s-41")})

    return change


def _ignored(repository: ScratchRepository) -> None:
    (repository.path / ".git/info").mkdir(exist_ok=True)
    (repository.path / ".git/info/exclude").write_text("s-40.yaml\n")
    repository.write({"cmdb/server/s-40.yaml": plain_item("s-40")})


CHANGES = [
    lambda repository: repository.write({"cmdb/server/s-40.yaml": plain_item("s-40")}),
    lambda repository: repository.write({"cmdb/server/a.b/s-40.yaml": plain_item("s-40")}),
    lambda repository: repository.write({"operations/s-40.yaml": plain_item("s-40")}),
    lambda repository: repository.write({"cmdb/server/s-1.yaml": plain_item("s-41")}),
    lambda repository: repository.write({"cmdb/server/s-1.yaml": plain_item("s-1").replace("\n", "\r\n")}),
    lambda repository: (repository.path / "cmdb/server/s-1.yaml").unlink(),
    lambda repository: (repository.path / "cmdb/notes.md").unlink(),
    lambda repository: (repository.path / "cmdb/server/.git").mkdir(),
    _linked_folder,
    _linked_file,
    _folder_for_notes,
    _ignored,
    _overlooked("--assume-unchanged"),
    _overlooked("--skip-worktree"),
]
HARMLESS = [
    lambda repository: None,
    lambda repository: (repository.path / "cmdb/server/s-1.yaml").touch(),
    lambda repository: (repository.path / "cmdb/server/s-1.yaml").chmod(0o700),
    lambda repository: repository.write({"README.md": "Beside the estate"}),
    lambda repository: (repository.path / ".git/index").unlink(),
]


@pytest.fixture
def messy(tmp_path) -> ScratchRepository:
    repository = make_repository(tmp_path / "messy", PLAIN)
    make_messy(repository)
    return repository


@pytest.fixture
def clean(tmp_path) -> ScratchRepository:
    return make_repository(tmp_path / "clean", {**PLAIN, "cmdb/notes.md": "Read me"})


def index_of(repository: ScratchRepository) -> Index:
    return Index(open_repository(repository.path), "", wanted=True)


def pack(repository: ScratchRepository, commit: str | None = "HEAD") -> Index:
    index = index_of(repository)
    packed = index.packed(commit and index.repository.resolve(commit))
    assert packed is not None
    packed.close()
    assert beside(index.file) == ["packed.sqlite"]
    return index


def dumped(index: Index) -> list[str]:
    """All that the index holds but for what tells its file from others."""
    connection = index.opened()
    assert connection is not None
    with closing(connection):
        lines = list(connection.iterdump())
    return sorted(line for line in lines if "'stamp'" not in line and "'inode'" not in line)


def ids(index: Index, commit: str | None = None) -> set[str]:
    view = index.view(commit)
    assert view is not None
    with closing(view.connection):
        return {one.id for one in view.outlines()}


def test_the_index_made_of_it_is_the_one_made_of_the_files(messy):
    messy.git("rm", "-r", "--quiet", "--cached", "changes/models")
    messy.git("commit", "--quiet", "--message", "No models")
    made = dumped(pack(messy))
    assert beside(index_of(messy).file) == ["index.sqlite"]
    index = index_of(messy)
    index.drop()
    index.make(index.repository.resolve("HEAD"))
    assert made == dumped(index)
    assert len(made) > 100


def test_nothing_is_packed_where_there_is_an_index(clean):
    index = index_of(clean)
    index.make(index.repository.resolve("HEAD"))
    again = index_of(clean)
    assert again.packed(None) is None
    assert beside(again.file) == ["index.sqlite"]
    assert len(ids(again)) == 40


def test_nor_twice(clean):
    pack(clean, None)
    again = index_of(clean)
    assert again.packed(None) is None
    assert beside(again.file) == ["index.sqlite"]
    assert len(ids(again)) == 40


def test_nor_where_rules_walk_along_relations(clean):
    """Standard changes are judged by what they hit."""
    clean.commit("A model", {"changes/models/restart.yaml": "kind: ChangeModel\n"})
    index = index_of(clean)
    assert index.packed(None) is None
    assert not index.packed_file.path.exists()
    assert len(ids(index)) == 40
    assert beside(index.file) == ["index.sqlite"]


def test_nor_where_that_does_not_pay(clean):
    index = Index(open_repository(clean.path), "")
    assert (index.packed(None), index.view(None)) == (None, None)
    assert not index.file.path.parent.exists()


def test_nor_where_nothing_can_be_written(clean):
    (clean.path / ".git/gitcab").write_text("in the way")
    index = index_of(clean)
    assert index.packed(None) is None
    assert len(ids(index)) == 40


@pytest.mark.parametrize("change", CHANGES)
def test_a_work_tree_that_differs_is_told_by_tables(clean, change):
    change(clean)
    index = index_of(clean)
    assert index.packed(None) is None
    assert beside(index.file) == ["packed.sqlite"]
    try:
        careful = {entry.id for entry in load(WorkTree(clean.path)).entries}
    except CannotRead:
        with pytest.raises(CannotRead):
            ids(index)
        return
    assert ids(index) == careful


@pytest.mark.parametrize("change", HARMLESS)
def test_a_work_tree_that_was_only_touched_is_no_other_one(clean, change):
    change(clean)
    assert len(PLAIN) == len(ids(pack(clean, None)))


def test_of_what_lies_packed_no_record_can_be_asked(clean):
    index = index_of(clean)
    view = index.packed(None)
    assert view is not None
    with closing(view.connection):
        assert view.demands.classes
        assert {flaw.rule for flaw in view.flaws} == {"starter-schemas"}
        assert view.unread == ()
        for table in ("record", "link", "reference", "ci"):
            with pytest.raises(CannotRead, match="no such table"):
                view.ask(f"SELECT * FROM {table}")


def test_what_is_damaged_is_read_anew(clean):
    index = pack(clean, None)
    with closing(sqlite3.connect(index.packed_file.path)) as connection, connection:
        connection.execute("UPDATE packed SET content = substr(content, 2) || x'00'")
    taken = index.packed_file.path.stat()
    stamp = _stamp(index)
    os.utime(index.packed_file.path, ns=(stamp, stamp))
    assert taken.st_mtime_ns != stamp
    again = index_of(clean)
    assert len(ids(again)) == 40
    assert beside(again.file) == ["index.sqlite"]
    assert again.remarks == []


def _stamp(index: Index) -> int:
    with closing(sqlite3.connect(index.packed_file.path)) as connection:
        ((stamp,),) = connection.execute("SELECT value FROM meta WHERE key = 'stamp'")
    return int(stamp)


def test_what_somebody_else_touched_is_read_anew_and_that_is_said(clean):
    index = pack(clean, None)
    os.utime(index.packed_file.path)
    again = index_of(clean)
    assert len(ids(again)) == 40
    assert beside(again.file) == ["index.sqlite"]
    assert again.remarks == [f"{index.packed_file.path} was cut off or changed by another program"]


def test_both_are_dropped(clean):
    index = pack(clean, None)
    assert index.drop()
    assert beside(index.file) == []
    assert not index.drop()


@pytest.mark.parametrize("size", [4096, 20_000, 40_000, 60_000, 80_000])
def test_a_full_disk_leaves_what_lies_packed(clean, size):
    index = pack(clean, None)

    def work() -> None:
        assert len(ids(index_of(clean))) == 40  # of an index in memory

    assert code_of(in_another_process(limited(size, work))) == 0
    assert len(ids(index_of(clean))) == 40
    assert beside(index.file) == ["index.sqlite"]


@pytest.mark.parametrize("calls", [300, 500, 700, 900, 1100, 1300, 1500, 1700, 2000, 2500, 3000])
def test_whoever_is_killed_while_making_it_leaves_one_of_the_two(clean, calls):
    index = pack(clean, None)

    def work() -> None:
        countdown = iter(range(calls))

        def die_at_end(*told: object) -> None:
            if next(countdown, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(die_at_end)
        index_of(clean).opened()

    code_of(in_another_process(work))
    assert {"packed.sqlite", "index.sqlite"} & {*beside(index.file)}
    assert len(ids(index_of(clean))) == 40
