"""The mirror of a tree holds what the careful reader finds in it, however many processes made it."""

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import pytest

from gitcab.model.outline import Outline
from gitcab.store.commit_tree import CommitTree
from gitcab.store.index import dividing, tables
from gitcab.store.index.building import build
from gitcab.store.index.demands import demands_of
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.outlining import outline_of_entry
from gitcab.store.repository import open_repository
from gitcab.store.tree import CannotRead, Tree, TreeFile
from gitcab.store.work_tree import WorkTree
from support.little_district import RECORDS
from support.messy_estate import make_messy, plain_item
from support.repositories import ScratchRepository, make_repository

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> ScratchRepository:
    repository = make_repository(tmp_path_factory.mktemp("messy"))
    make_messy(repository)
    return repository


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> ScratchRepository:
    """As many files as several chunks hold, one in a hundred of them such that nobody can read it."""
    items = {f"cmdb/server/{n // 50}/s-{n}.yaml": _numbered(n) for n in range(1100)}
    return make_repository(tmp_path_factory.mktemp("many"), {**RECORDS, **items})


@pytest.fixture(scope="module")
def whole(many: ScratchRepository) -> list[str]:
    """What one process makes of them."""
    return dumped(mirrored(WorkTree(many.path)))


def _numbered(n: int) -> str:
    return plain_item(f"s-{n}", f"relations: {{depends_on: [s-{n // 2}]}}\n") if n % 100 else "a: b: c\n"


def mirrored(tree: Tree, workers: int = 0) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, tree, {}, workers=workers)
    return connection


def outlines(connection: sqlite3.Connection) -> Iterator[Outline]:
    for row in connection.execute(f"SELECT {tables.RECORD} FROM record ORDER BY path"):
        links = connection.execute(f"SELECT {tables.LINK} FROM link WHERE n = ? ORDER BY place", row[:1])
        references = connection.execute("SELECT kind, id FROM reference WHERE n = ? ORDER BY rowid", row[:1])
        yield tables.outline_of(row, links, references)


def dumped(connection: sqlite3.Connection) -> list[str]:
    return list(connection.iterdump())


def of_work_tree(repository: ScratchRepository) -> Tree:
    return WorkTree(repository.path)


def of_commit(repository: ScratchRepository) -> Tree:
    return CommitTree(open_repository(repository.path), repository.head())


def of_bare_clone(repository: ScratchRepository) -> Tree:
    name = f"{repository.path.name}.git"
    clone = repository.path.with_name(name)
    bare = ScratchRepository(clone) if clone.exists() else repository.bare_clone(name)
    return CommitTree(open_repository(bare.path), bare.head())


TREES = [of_work_tree, of_commit, of_bare_clone]


@pytest.mark.parametrize("tree_of", TREES)
def test_the_mirror_holds_what_careful_reading_finds(messy, tree_of):
    tree = tree_of(messy)
    estate, connection = load(tree), mirrored(tree)
    found = list(outlines(connection))
    blobs = {path: messy.git("hash-object", "--no-filters", path) for path in (one.path for one in found)}
    truth = [outline_of_entry(entry)._replace(blob=blobs[entry.local_path]) for entry in estate.entries]
    assert [one._replace(is_clear=False) for one in found] == truth
    flaws = connection.execute(f"SELECT {tables.FLAW} FROM flaw ORDER BY of_schemas DESC, path, rowid")
    by_path = sorted(estate.flaws, key=lambda flaw: (not flaw.rule.startswith("starter"), flaw.place.path))
    assert list(map(tables.flaw_of, flaws)) == by_path
    assert sorted(path for (path,) in connection.execute("SELECT path FROM unread")) == sorted(estate.unread)
    ((demands,),) = connection.execute("SELECT value FROM meta WHERE key = 'demands'")
    assert demands_of(demands) == (estate.classes, estate.relations)


def test_only_what_has_nothing_to_be_said_of_it_is_clear(messy):
    clear = {one.path for one in outlines(mirrored(WorkTree(messy.path))) if one.is_clear}
    assert clear >= {"cmdb/server/dns-1.yaml", "cmdb/teams/apps-team.yaml", "cmdb/server/sub/deep/dns-3.yaml"}
    names = ("other-name", "quiet", "odd-class", "unlikely")
    assert clear.isdisjoint(f"cmdb/server/{name}.yaml" for name in names)
    assert not [path for path in clear if path.startswith("changes/2026/RFC-2026-01")]


def test_the_example_estate_is_mirrored_whole():
    tree = WorkTree(ROOT)
    found = list(outlines(mirrored(tree)))
    truth = [outline_of_entry(entry) for entry in load(tree).entries]
    assert [one._replace(is_clear=False, blob="") for one in found] == truth
    items = [one for one in found if one.kind == "ConfigurationItem" and one.proposed_by is None]
    assert sum(one.is_clear for one in items) > 0.95 * len(items)


@pytest.mark.parametrize("tree_of", TREES)
def test_any_number_of_processes_makes_the_same_mirror(many, whole, tree_of):
    assert len(whole) > 1100
    assert dumped(mirrored(tree_of(many), 1)) == dumped(mirrored(tree_of(many), 3)) == whole


def test_a_repository_with_longer_ids_has_them_in_its_mirror(tmp_path):
    repository = ScratchRepository(tmp_path)
    repository.git("init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    repository.commit("It", {"cmdb/server/a.yaml": plain_item("a")})
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, WorkTree(tmp_path), {}, "sha256")
    (blob,) = connection.execute("SELECT blob FROM record").fetchone()
    assert blob == repository.git("rev-parse", "HEAD:cmdb/server/a.yaml")


def test_what_was_read_is_counted(many):
    counts: list[int] = []
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, WorkTree(many.path), {"more": "kept"}, on_files=counts.append, workers=1)
    assert sum(counts) == 1100 + len(RECORDS)
    assert connection.execute("SELECT value FROM meta WHERE key = 'more'").fetchall() == [("kept",)]


class TreeWithAccident(WorkTree):
    """A work tree whose reading meets an accident in every process but the first, at the file of that name."""

    def __init__(self, root: Path, name: str, accident: Callable[[], None]) -> None:
        super().__init__(root)
        self._name, self._accident, self._first = name, accident, os.getpid()
        self.met = False

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        for file, content in super().read(files, limit):
            if os.getpid() != self._first and self._name in file.path:
                self._accident()
            yield file, content


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _cannot_read() -> None:
    raise CannotRead("it has gone")


def _interrupted() -> None:
    raise KeyboardInterrupt


def _ended() -> None:
    os._exit(0)


@pytest.mark.parametrize("accident", [_killed, _cannot_read, _interrupted, _ended, lambda: [][0]])
@pytest.mark.parametrize("name", ["s-1.yaml", "s-499"])
def test_a_process_that_ends_early_loses_no_file(many, whole, accident, name, capfd):
    assert dumped(mirrored(TreeWithAccident(many.path, name, accident), 1)) == whole
    assert capfd.readouterr() == ("", "")


def test_an_accident_happens_in_the_other_process(many, tmp_path):
    note = tmp_path / "met"
    tree = TreeWithAccident(many.path, "s-", note.touch)
    mirrored(tree, 1)
    assert note.exists()


def test_files_that_mostly_need_care_are_examined_by_the_first_process(many, tmp_path):
    note = tmp_path / "read"

    class Noting(WorkTree):
        def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
            for file, content in super().read(files, limit):
                with note.open("a") as line:
                    line.write(f"{os.getpid() != first} {file.path}\n")
                yield file, content

    first = os.getpid()
    mirrored(Noting(many.path), 1)
    told = [line.split() for line in note.read_text().splitlines()]
    assert {path.startswith("cmdb/") for is_other, path in told if is_other == "True"} == {True}
    assert {path.startswith("cmdb/") for is_other, path in told if is_other == "False"} == {True, False}


class TreeWithSlowReader(MemoryTree):
    """Another process has read its first file only when the first process has read as many as are to be read there.

    It notes whether that came about, and ends.
    """

    def __init__(self, files: Mapping[str, str], folder: Path, count: int) -> None:
        super().__init__(files)
        self.all_read, self.was_in_time = folder / "all-read", folder / "was-in-time"
        self._left, self._first = count, os.getpid()

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        for told in super().read(files, limit):
            if os.getpid() != self._first:
                self._wait_and_end()
            self._left -= 1
            if self._left == 0:
                self.all_read.touch()
            yield told

    def _wait_and_end(self) -> None:
        for _ in range(1000):
            if self.all_read.exists():
                self.was_in_time.touch()
                break
            time.sleep(0.01)
        os._exit(0)


def test_what_a_slow_process_would_come_to_last_is_examined_by_the_first(tmp_path):
    files = {f"cmdb/server/s-{n:04}.yaml": plain_item(f"s-{n:04}") for n in range(2700)}
    tree = TreeWithSlowReader(files, tmp_path, 2700 - 500)
    assert dumped(mirrored(tree, 1)) == dumped(mirrored(MemoryTree(files)))
    assert tree.was_in_time.exists()


@pytest.mark.parametrize("workers", [0, 2])
def test_a_file_that_goes_meanwhile_is_told_and_nothing_is_left_behind(many, tmp_path, workers):
    subprocess.run(["cp", "-r", str(many.path), str(tmp_path / "copy")], check=True)
    tree = WorkTree(tmp_path / "copy")
    listed = list(tree.files("cmdb"))
    gone = tmp_path / "copy" / next(file.path for file in reversed(listed) if "/s-" in file.path)
    tree.files = lambda *folders: iter(listed if "cmdb" in folders else [])
    gone.unlink()
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with pytest.raises(CannotRead, match="No such file"):
        build(connection, tree, {}, workers=workers)
    assert connection.execute("SELECT * FROM sqlite_master").fetchall() == []
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


class EagerTree(WorkTree):
    """A work tree that wants to know of more files at once than are dealt out."""

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        remaining = iter(files)
        while some := list(islice(remaining, 700)):
            yield from super().read(some, limit)


@pytest.mark.parametrize("workers", [0, 1])
def test_a_tree_may_read_more_files_at_once(many, whole, workers):
    assert dumped(mirrored(EagerTree(many.path), workers)) == whole


def test_few_files_are_examined_by_one_process(many, monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("another process was started"))
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: range(8))
    tree = CommitTree(open_repository(many.path), many.head())
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, tree, {})
    assert connection.execute("SELECT count(*) FROM unread").fetchone() == (11,)


def test_a_system_without_forks_has_one_process(monkeypatch):
    monkeypatch.delattr(os, "fork")
    assert dividing._other_processors() == 0
