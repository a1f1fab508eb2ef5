"""Who watches a mirror being made sees all of its rows, and leaves it as it would be without."""

import sqlite3
from contextlib import closing
from threading import Event, get_ident

import pytest

from gitcab.model.item_class import ItemClass
from gitcab.store.index import tables
from gitcab.store.index.access import Index
from gitcab.store.index.building import build
from gitcab.store.index.demands import Demands, demands_of
from gitcab.store.index.file import IndexFile, Unwritable
from gitcab.store.index.forms import insert
from gitcab.store.index.parcels import Parcel, unpacked
from gitcab.store.index.watching import in_background
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.repository import open_repository
from gitcab.store.tree import Tree
from gitcab.store.work_tree import WorkTree
from support.index_files import PLAIN, beside, code_of, in_another_process, limited, make, seen
from support.messy_estate import make_messy, plain_item
from support.repositories import ScratchRepository, make_repository

COUNTED = "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many {}) SELECT count(*) FROM many"


class Copying:
    """A watcher that keeps what it sees in tables of its own."""

    def __init__(self, tree: Tree, demands: Demands, stamp: str | None) -> None:
        self.tree, self.demands, self.stamp = tree, demands, stamp
        self.thread = get_ident()
        self.is_finished = False
        self.copy = sqlite3.connect(":memory:", isolation_level=None)
        self.copy.executescript(tables.TABLES)

    def take(self, parcel: Parcel) -> None:
        assert not self.is_finished
        assert get_ident() == self.thread
        insert(self.copy, unpacked(parcel.packed))

    def finish(self) -> None:
        assert get_ident() == self.thread
        self.is_finished = True


class Watchers(list[Copying]):
    """Gives a watcher for each mirror and keeps it."""

    def __call__(self, tree: Tree, demands: Demands, stamp: str | None) -> Copying:
        self.append(Copying(tree, demands, stamp))
        return self[-1]


class Failing:
    """A watcher that fails at the end."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def take(self, parcel: Parcel) -> None:
        """Sees nothing in it."""

    def finish(self) -> None:
        raise self._error


def connected() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def held(connection: sqlite3.Connection) -> list[list[object]]:
    return [connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in ("record", "reference")]


def links(connection: sqlite3.Connection) -> list[object]:
    return connection.execute("SELECT * FROM link ORDER BY n, place").fetchall()


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> ScratchRepository:
    """Every sort of file, and more than a chunk of plain ones."""
    repository = make_repository(
        tmp_path_factory.mktemp("messy"),
        {f"cmdb/server/a/s-{n}.yaml": plain_item(f"s-{n}", "relations: {depends_on: [s-0]}\n") for n in range(1100)},
    )
    make_messy(repository)
    return repository


@pytest.mark.parametrize("workers", [0, 2])
def test_all_rows_are_seen_in_order(messy, workers):
    watchers, watched, unwatched = Watchers(), connected(), connected()
    build(watched, WorkTree(messy.path), {"stamp": "7"}, workers=workers, watch=watchers)
    build(unwatched, WorkTree(messy.path), {"stamp": "7"})
    assert list(watched.iterdump()) == list(unwatched.iterdump())
    (watcher,) = watchers
    assert watcher.is_finished
    assert (held(watcher.copy), links(watcher.copy)) == (held(watched), links(watched))
    assert len(links(watched)) > 1100
    assert (watcher.stamp, watcher.tree.prefix) == ("7", "")
    ((demands,),) = watched.execute("SELECT value FROM meta WHERE key = 'demands'")
    assert watcher.demands == demands_of(demands)
    assert any(isinstance(one, ItemClass) for one in watcher.demands.classes.values())


def test_the_watcher_of_an_index_knows_its_stamp(messy):
    repository, watchers = open_repository(messy.path), Watchers()
    view = Index(repository, "", wanted=True, watch=watchers).view(repository.resolve("HEAD"))
    assert view is not None
    with closing(view.connection):
        assert [one.stamp for one in watchers] == [view.meta["stamp"]]
        assert held(watchers[0].copy) == held(view.connection)
    again = Index(repository, "", wanted=True, watch=watchers).view(repository.resolve("HEAD"))
    assert again is not None
    again.close()
    assert len(watchers) == 1  # nothing is made, so nothing is watched


def test_where_no_index_can_be_written_the_mirror_in_memory_is_watched(tmp_path):
    repository = make_repository(tmp_path, PLAIN)
    (repository.path / ".git/gitcab").write_text("in the way")
    opened, watchers = open_repository(repository.path), Watchers()
    view = Index(opened, "", wanted=True, watch=watchers).view(None)
    assert view is not None
    assert watchers[-1].is_finished
    assert held(watchers[-1].copy) == held(view.connection)
    assert (watchers[-1].stamp, view.meta.get("stamp")) == (None, None)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("of the watcher's")])
def test_a_watcher_that_fails_leaves_the_old_index(tmp_path, error):
    index = IndexFile(tmp_path, "")
    make(index)
    with pytest.raises(type(error)), index.made_anew() as connection:
        build(connection, MemoryTree(PLAIN), {"value": "second"}, watch=lambda *told: Failing(error))
    assert (seen(index), beside(index)) == (("first", 40), ["index.sqlite"])


class Unforgiving(sqlite3.Connection):
    """As a file without a journal may be: what was begun cannot be taken back."""

    def execute(self, sql, *given):
        if sql == "ROLLBACK":
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, *given)


def test_the_first_error_is_told_where_nothing_can_be_taken_back():
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, factory=Unforgiving)
    with pytest.raises(KeyboardInterrupt):
        build(connection, MemoryTree(PLAIN), {}, watch=lambda *told: Failing(KeyboardInterrupt()))


def test_work_at_the_end_that_fails_leaves_the_database_empty():
    connection = connected()
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        build(
            connection,
            MemoryTree(PLAIN),
            {},
            at_end=lambda told: connection.execute("SELECT 1 FROM nowhere"),
            watch=Watchers(),
        )
    assert connection.execute("SELECT * FROM sqlite_master").fetchall() == []


@pytest.mark.parametrize("size", [4096, 20_000, 30_000, 40_000, 50_000, 60_000])
def test_a_full_disk_is_told_by_either_thread(tmp_path, size):
    index = IndexFile(tmp_path, "")
    make(index)

    def work() -> None:
        with pytest.raises(Unwritable), index.made_anew() as connection:
            build(connection, MemoryTree(PLAIN), {"value": "second"}, watch=Watchers())

    assert code_of(in_another_process(limited(size, work))) == 0
    assert (seen(index), beside(index)) == (("first", 40), ["index.sqlite"])


def test_a_block_that_fails_breaks_off_what_would_go_on_for_long():
    connection, begun = connected(), Event()

    def work() -> None:
        begun.set()
        connection.execute(COUNTED.format(""))  # has no end

    def fail() -> None:
        begun.wait()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), in_background(connection, work):
        fail()
    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_the_work_has_ended_when_the_block_has():
    connection, found = connected(), []
    with in_background(connection, lambda: found.extend(connection.execute(COUNTED.format("WHERE n < 300000")))):
        pass
    assert found == [(300_000,)]
