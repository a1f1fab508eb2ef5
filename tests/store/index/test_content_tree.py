"""A commit's files are what git says they are, wherever they are read: from the disk, or else all in one go."""

import os
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from gitcab.store.blobs import AT_ONCE, Blob
from gitcab.store.commit_tree import CommitTree
from gitcab.store.index.content_tree import _ROOM, ContentTree
from gitcab.store.repository import Repository, open_repository
from gitcab.store.tree import TreeFile
from support.repositories import ScratchRepository, make_repository


class CountingRepository(Repository):
    """Counts how often git is started to read blobs."""

    started = 0

    def blobs(self, ids: Iterable[str], limit: int) -> Iterator[Blob]:
        self.started += 1
        yield from super().blobs(ids, limit)


def test_one_process_reads_all_files(tmp_path: Path) -> None:
    names = [f"cmdb/server/s-{n:04}.yaml" for n in range(2 * AT_ONCE + 1)]
    made = make_repository(tmp_path, {name: name * 2 for name in names})
    opened = open_repository(made.path)
    counting = CountingRepository(opened.git_dir, None)
    tree, truth = ContentTree(counting, made.head(), "", None), CommitTree(opened, made.head())
    limit = len(names[0]) * 2
    found = list(tree.read(tree.files("cmdb"), limit))
    assert found == list(truth.read(truth.files("cmdb"), limit))
    assert [content for _, content in found] == [(name * 2).encode() for name in names]
    assert counting.started == 1
    assert {content for _, content in tree.read(tree.files("cmdb"), limit - 1)} == {None}


LIMIT = 3 * _ROOM
LENGTHS = (0, 1, _ROOM - 1, _ROOM, _ROOM + 1, 2 * _ROOM, LIMIT - 1, LIMIT, LIMIT + 1, 4 * _ROOM)


def two_trees(made: ScratchRepository) -> tuple[ContentTree, CommitTree, CountingRepository]:
    """One that reads the disk, one that does not, and what counts how often the first asks git."""
    opened = open_repository(made.path)
    counting = CountingRepository(opened.git_dir, made.path)
    return ContentTree(counting, made.head(), "", made.path), CommitTree(opened, made.head()), counting


def contents(tree: ContentTree | CommitTree, limit: int = LIMIT) -> list[tuple[str, bytes | None]]:
    return [(file.path, content) for file, content in tree.read(tree.files(), limit)]


def test_what_lies_on_the_disk_is_read_there(tmp_path: Path) -> None:
    made = make_repository(tmp_path, {f"cmdb/{length:05}.yaml": "x" * length for length in LENGTHS if length <= LIMIT})
    tree, truth, counting = two_trees(made)
    assert contents(tree) == contents(truth)
    assert counting.started == 0
    assert all(map(tree.is_on_disk, tree.files()))


@pytest.mark.parametrize("limit", [0, 1, _ROOM - 1, _ROOM, LIMIT - 1, LIMIT])
def test_a_file_above_the_limit_is_read_nowhere(tmp_path: Path, limit: int) -> None:
    made = make_repository(tmp_path, {f"cmdb/{length:05}.yaml": "x" * length for length in LENGTHS})
    tree, truth, _ = two_trees(made)
    assert contents(tree, limit) == contents(truth, limit)


@pytest.mark.parametrize("found", LENGTHS)
def test_a_file_of_another_length_is_read_from_git(tmp_path: Path, found: int) -> None:
    """Such as one that grows, or is cut short, while it is read."""
    made = make_repository(tmp_path, {f"cmdb/{length:05}.yaml": "x" * length for length in LENGTHS})
    tree, truth, _ = two_trees(made)
    expected = contents(truth)
    for file in tree.files():
        (made.path / file.path).write_text("x" * found)
    assert contents(tree) == expected
    assert [file.path for file in tree.files() if tree.is_on_disk(file)] == [f"cmdb/{found:05}.yaml"]


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(path))


def link(path: Path) -> None:
    path.with_name("same").write_text("a")
    path.symlink_to("same")


def locked(path: Path) -> None:
    path.write_text("b")
    path.chmod(0)


def nothing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize("put", [folder, pipe, listener, link, locked, nothing])
@pytest.mark.parametrize("text", ["a", ""])
def test_whatever_lies_in_its_place_git_is_asked(tmp_path, monkeypatch, put, text) -> None:
    made = make_repository(tmp_path, {"cmdb/a.yaml": text})
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    tree, truth, _ = two_trees(made)
    (made.path / "cmdb/a.yaml").unlink()
    put(made.path / "cmdb/a.yaml")
    assert contents(tree) == contents(truth)
    assert not any(map(tree.is_on_disk, tree.files()))


def test_a_pipe_that_has_the_content_is_no_plain_file(tmp_path: Path) -> None:
    made = make_repository(tmp_path, {"cmdb/a.yaml": "a"})
    tree, truth, counting = two_trees(made)
    place = made.path / "cmdb/a.yaml"
    place.unlink()
    os.mkfifo(place)
    both = os.open(place, os.O_RDWR | os.O_NONBLOCK)  # so that there is a writer
    try:
        assert contents(tree) == contents(truth)
        assert counting.started == 1
        os.write(both, b"a")
        assert not any(map(tree.is_on_disk, tree.files()))
    finally:
        os.close(both)


def test_a_folder_in_the_middle_may_be_a_link(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "estate", {"cmdb/server/a.yaml": "a", "cmdb/server/b.yaml": "b"})
    tree, truth, _ = two_trees(made)
    expected = contents(truth)
    (made.path / "cmdb/server").rename(tmp_path / "elsewhere")
    (made.path / "cmdb/server").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/b.yaml").write_text("not b")
    assert contents(tree) == expected


def test_a_path_that_no_system_has_is_read_from_git(tmp_path: Path) -> None:
    made = make_repository(tmp_path, {"cmdb/a.yaml": "a"})
    tree, _, _ = two_trees(made)
    (file,) = tree.files()
    odd = [TreeFile(path, blob=file.blob) for path in ("cmdb/\0.yaml", "x" * 300, "cmdb/a.yaml/b")]
    assert [content for _, content in tree.read(odd, LIMIT)] == [b"a"] * 3
