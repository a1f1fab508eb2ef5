"""What is known of git's own index is forgotten when git writes it."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from gitcab.store.index.git_index import GitIndex
from gitcab.store.index.signature import INSERT_META


@pytest.fixture
def mirror() -> Iterator[sqlite3.Connection]:
    """Where it is kept."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL)")
    yield connection
    connection.close()


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Git's index."""
    path = tmp_path / "index"
    path.write_bytes(b"one")
    return path


def learn(mirror: sqlite3.Connection, index: Path, key: str, *words: str) -> None:
    found = GitIndex(index, mirror)
    found.learn(key, *words)
    mirror.executemany(INSERT_META, found.learned.items())


def replace(index: Path) -> None:
    """As git writes it."""
    new = index.with_name("index.lock")
    new.write_bytes(b"two")
    new.replace(index)


@pytest.mark.parametrize("words", [(), ("a",), ("cmdb/\U0001f600.yaml", "", "b", "c")])
def test_what_was_learned_is_known_until_it_is_written(
    mirror: sqlite3.Connection, index: Path, words: tuple[str, ...]
) -> None:
    assert GitIndex(index, mirror).kept("staged") is None
    learn(mirror, index, "staged", *words)
    assert GitIndex(index, mirror).kept("staged") == [*words]
    assert GitIndex(index, mirror).kept("unflagged") is None
    replace(index)
    assert GitIndex(index, mirror).kept("staged") is None
    index.unlink()
    assert GitIndex(index, mirror).kept("staged") is None


def test_what_is_much_or_no_text_is_not_kept(mirror: sqlite3.Connection, index: Path) -> None:
    learn(mirror, index, "many", *["a"] * 2_001)
    learn(mirror, index, "odd", os.fsdecode(b"\xff"))
    index.unlink()
    learn(mirror, index, "none")
    assert mirror.execute("SELECT * FROM meta").fetchall() == []


def test_it_is_known_whether_it_was_written_meanwhile(mirror: sqlite3.Connection, index: Path) -> None:
    found = GitIndex(index, mirror)
    assert found.state is not None
    assert found.has_been(found.state)
    assert not found.has_been("another")
    before = found.state
    replace(index)
    assert not found.has_been(before)
    assert GitIndex(index, mirror).state != before
