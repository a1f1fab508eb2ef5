"""One promise, three trees: the same files in give the same answers out."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from gitcab.store.commit_tree import CommitTree
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.repository import open_repository
from gitcab.store.tree import CannotRead, FileSort, Tree, TreeFile
from gitcab.store.work_tree import WorkTree
from support.repositories import make_repository

Files = Mapping[str, str | bytes]

ESTATE: Files = {
    "cmdb/server/web-1.yaml": "kind: ConfigurationItem\n",
    "cmdb/server-room/a.yaml": "a",
    "cmdb/server.yaml": "between the two in the order of paths",
    "cmdb/größe.yaml": "größe",
    "cmdb/with space.yaml": "",
    "cmdb-notes.txt": "beside, not below",
    "changes/2026/line\u2028.yaml": b"\xff\x00\r\n",
    "schemas/relations.yaml": "x: 1\n",
    "README.md": "read me",
}


def memory_tree(_: Path, files: Files, prefix: str) -> Tree:
    return MemoryTree(files, prefix=prefix)


def work_tree(path: Path, files: Files, prefix: str) -> Tree:
    make_repository(path).write({f"{prefix}{name}": content for name, content in files.items()})
    return WorkTree(path / prefix, prefix)


def commit_tree(path: Path, files: Files, prefix: str) -> Tree:
    beside = {"before.yaml": "not in the estate", "~after/x.yaml": "neither"} if prefix else {}
    inside = {f"{prefix}{name}": content for name, content in files.items()}
    made = make_repository(path, {**beside, **inside})
    return CommitTree(open_repository(path), made.head(), prefix)


@pytest.fixture(params=[memory_tree, work_tree, commit_tree])
def plant(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Tree]:
    return lambda files, prefix="": request.param(tmp_path / "repository", files, prefix)


def paths(tree: Tree, *folders: str) -> list[str]:
    return [file.path for file in tree.files(*folders)]


def contents(tree: Tree, limit: int = 1000) -> dict[str, bytes | None]:
    return {file.path: content for file, content in tree.read(tree.files(), limit)}


@pytest.mark.parametrize("prefix", ["", "it/estate/"])
def test_files_come_in_the_order_of_their_paths(plant, prefix):
    tree = plant(ESTATE, prefix)
    assert tree.prefix == prefix
    assert paths(tree) == sorted(ESTATE)
    assert {file.sort for file in tree.files()} == {FileSort.FILE}


@pytest.mark.parametrize("prefix", ["", "it/estate/"])
def test_folders_choose_what_lies_at_or_below_them(plant, prefix):
    tree = plant(ESTATE, prefix)
    assert paths(tree, "cmdb/server") == ["cmdb/server/web-1.yaml"]
    assert paths(tree, "cmdb/server/", "cmdb/server") == ["cmdb/server/web-1.yaml"]
    assert paths(tree, "schemas", "changes") == ["changes/2026/line\u2028.yaml", "schemas/relations.yaml"]
    assert paths(tree, "cmdb", "cmdb/server") == sorted(path for path in ESTATE if path.startswith("cmdb/"))
    assert paths(tree, "schemas/relations.yaml") == ["schemas/relations.yaml"]


def test_a_folder_that_is_not_there_is_empty(plant):
    tree = plant(ESTATE)
    for missing in ("operations", "cmdb/nowhere/deep", "README.md/below", "cmd", "cm*", ":(top)cmdb", "-r", "--help"):
        assert paths(tree, missing) == []


def test_contents_are_the_bytes_of_the_files(plant):
    expected = {path: text.encode() if isinstance(text, str) else text for path, text in ESTATE.items()}
    assert contents(plant(ESTATE, "it/estate/")) == expected


def test_files_are_read_in_the_order_asked_for(plant):
    tree = plant(ESTATE)
    backwards = list(tree.files())[::-1]
    assert [file.path for file, _ in tree.read(backwards, 1000)] == [file.path for file in backwards]


def test_a_file_above_the_limit_is_told_with_its_size_and_not_read(plant):
    tree = plant({"cmdb/a": "123", "cmdb/b": "1234", "cmdb/c": "x" * 200_000, "cmdb/d": ""})
    read = [(file.path, file.size, content) for file, content in tree.read(tree.files(), 3)]
    assert read == [("cmdb/a", 3, b"123"), ("cmdb/b", 4, None), ("cmdb/c", 200_000, None), ("cmdb/d", 0, b"")]


def test_a_file_that_is_not_there_cannot_be_read(plant):
    with pytest.raises(CannotRead, match="it/estate/cmdb/gone"):
        list(plant(ESTATE, "it/estate/").read([TreeFile("cmdb/gone")], 10))


def test_reading_may_stop_half_way(plant):
    tree = plant({f"cmdb/{number}": "x" * 100_000 for number in range(20)})
    assert next(iter(tree.read(tree.files(), 1_000_000)))[1] == b"x" * 100_000
    assert next(iter(tree.files())).path == "cmdb/0"
