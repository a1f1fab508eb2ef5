"""What lies in trees beside plain files: told as what it is, never followed, never read."""

import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab.store.commit_tree import CommitTree
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.path_name import PLAIN, is_sound
from gitcab.store.plumbing import _any_files, _plain_files, tree_files
from gitcab.store.repository import open_repository
from gitcab.store.tree import CannotRead, FileSort, Tree, TreeFile
from gitcab.store.work_tree import WorkTree
from support.repositories import ScratchRepository, make_repository
from support.two_readers import estate_files

SECRET = "root:x:0:0\n"


@pytest.fixture
def made(tmp_path: Path) -> ScratchRepository:
    return make_repository(tmp_path / "estate", {"cmdb/a.yaml": "a"})


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the repository with something worth stealing."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.yaml").write_text(SECRET)
    return folder


def sorts(tree: Tree, *folders: str) -> dict[str, FileSort]:
    return {file.path: file.sort for file in tree.files(*folders)}


def at_commit(made: ScratchRepository, commit: str | None = None) -> CommitTree:
    return CommitTree(open_repository(made.path), commit or made.commit("what lies there"))


def test_links_are_told_and_not_followed(made, outside):
    (made.path / "cmdb/file.yaml").symlink_to(outside / "secret.yaml")
    (made.path / "cmdb/folder").symlink_to(outside)
    (made.path / "cmdb/broken").symlink_to("nowhere")
    (made.path / "cmdb/round").symlink_to(".")
    (made.path / "changes").symlink_to(outside)
    links = ["changes", "cmdb/broken", "cmdb/file.yaml", "cmdb/folder", "cmdb/round"]
    expected = {"cmdb/a.yaml": FileSort.FILE} | dict.fromkeys(links, FileSort.SYMLINK)
    for tree in (WorkTree(made.path), at_commit(made), MemoryTree({"cmdb/a.yaml": "a"}, links=links)):
        assert sorts(tree, "cmdb", "changes") == expected
        assert sorts(tree, "changes") == {"changes": FileSort.SYMLINK}
        assert sorts(tree, "changes/2026") == {}


def test_a_link_put_there_meanwhile_is_not_followed(made, outside):
    tree = WorkTree(made.path, "it/")
    made.write({"cmdb/deep/secret.yaml": "mine", "changes/secret.yaml": "mine"})
    files = list(tree.files("cmdb/deep", "changes"))
    (made.path / "cmdb/deep/secret.yaml").unlink()
    (made.path / "cmdb/deep/secret.yaml").symlink_to(outside / "secret.yaml")
    (made.path / "changes").rename(made.path / "moved")
    (made.path / "changes").symlink_to(outside)
    for file in files:
        with pytest.raises(CannotRead, match="symbolic link"):
            list(tree.read([file], 100))


@pytest.mark.parametrize("path", ["../outside/secret.yaml", "cmdb/../../outside/secret.yaml", "/etc/passwd"])
def test_no_path_leads_out_of_the_work_tree(made, outside, path):
    with pytest.raises(CannotRead):
        list(WorkTree(made.path).read([TreeFile(path)], 10_000))


def test_what_is_no_file_is_other_and_reading_it_does_not_wait(made, tmp_path, monkeypatch):
    os.mkfifo(made.path / "cmdb/pipe.yaml")
    monkeypatch.chdir(made.path / "cmdb")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.yaml")
        tree = WorkTree(made.path)
        assert sorts(tree) == {
            "cmdb/a.yaml": FileSort.FILE,
            "cmdb/pipe.yaml": FileSort.OTHER,
            "cmdb/socket.yaml": FileSort.OTHER,
        }
        for path in ("cmdb/pipe.yaml", "cmdb/socket.yaml", "cmdb"):
            with pytest.raises(CannotRead, match=path):
                list(tree.read([TreeFile(path)], 10))


def test_nested_repositories_are_submodules(made):
    nested = make_repository(made.path / "cmdb/nested", {"x/y.yaml": "y"})
    made.write({"cmdb/linked/.git": f"gitdir: {nested.path}/.git\n", "cmdb/linked/z.yaml": "z"})
    assert sorts(WorkTree(made.path)) == {
        "cmdb/a.yaml": FileSort.FILE,
        "cmdb/linked": FileSort.SUBMODULE,
        "cmdb/nested": FileSort.SUBMODULE,
    }
    (made.path / "cmdb/linked/.git").unlink()
    (made.path / "cmdb/linked/z.yaml").unlink()
    assert sorts(at_commit(made)) == {"cmdb/a.yaml": FileSort.FILE, "cmdb/nested": FileSort.SUBMODULE}


def test_files_that_git_ignores_count_on_disk(made):
    made.write({".gitignore": "*.bak\n", "cmdb/a.yaml.bak": "old", "cmdb/.hidden.yaml": "h"})
    assert list(sorts(WorkTree(made.path), "cmdb")) == ["cmdb/.hidden.yaml", "cmdb/a.yaml", "cmdb/a.yaml.bak"]


def test_names_that_are_no_text_and_names_that_differ_in_case_are_kept(made):
    odd = [b"cmdb/A.yaml", b"cmdb/\xff\xfe.yaml", "cmdb/e\u0301.yaml".encode(), "cmdb/\u00e9.yaml".encode()]
    for name in odd:
        (made.path / os.fsdecode(name)).write_bytes(name)
    expected = sorted([b"cmdb/a.yaml", *odd])
    for tree in (WorkTree(made.path), at_commit(made)):
        assert [os.fsencode(file.path) for file in tree.files()] == expected
        assert {os.fsencode(file.path): content for file, content in tree.read(tree.files(), 99)} == {
            **{name: name for name in odd},
            b"cmdb/a.yaml": b"a",
        }


UNSOUND = [
    *("a\\b", "a:b", "tab\t", "esc\x1b", "del\x7f", "c1\x85", "dot.", "blank ", "x" * 201),
    *(".GIT", "git~1", ".g\u200cit"),
]
SOUND = [
    *("a", "a b", ".hidden", "größe", "x" * 200, "a..b", ".gitignore", "git~2", "-rf", "~", "a+b_c.d-e"),
    *("\udcff", "日本"),
]


@pytest.mark.parametrize("name", [*UNSOUND, "", ".", "..", ".git", ".Git"])
def test_parts_that_mean_something_else_elsewhere_are_unsound(name):
    assert not is_sound(name)
    assert not is_sound(f"cmdb/{name}/x")
    assert not is_sound(f"cmdb/{name}")


@pytest.mark.parametrize("name", SOUND)
def test_other_parts_are_sound(name):
    assert is_sound(name)
    assert is_sound(f"cmdb/{name}/x")


@pytest.mark.parametrize("name", UNSOUND)
def test_unsound_names_are_other_in_every_tree(made, name):
    if name not in (".GIT", "git~1", ".g\u200cit"):  # git will not add these; a forged tree has them below
        made.write({f"cmdb/{name}": "odd"})
        assert sorts(WorkTree(made.path))[f"cmdb/{name}"] is FileSort.OTHER
        assert sorts(at_commit(made))[f"cmdb/{name}"] is FileSort.OTHER


def test_forged_trees_lead_nowhere(made):
    blob = made.blob(SECRET)
    inner = made.git("rev-parse", "HEAD:cmdb")
    names = ["..", ".", ".git", ".GIT", "git~1", ".g\u200cit", "\\etc", "new\nline"]
    forged = made.commit_tree([*(("040000", inner, name) for name in names), ("100644", blob, "z.yaml")])
    told = sorts(at_commit(made, forged))
    assert told == {"z.yaml": FileSort.FILE} | {f"{name}/a.yaml": FileSort.OTHER for name in names}


def test_a_forged_tree_cannot_show_one_path_twice(made):
    """A reader who takes the last of two entries would see another file than one who takes the first."""
    first, second = made.blob("risk: high\n"), made.blob("risk: low\n")
    tree = b"".join(b"100644 a.yaml\0" + bytes.fromhex(blob) for blob in (first, second))
    forged = made.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=tree)
    commit = made.git("commit-tree", forged, "-m", "Forged")
    told = [(file.path, file.sort, file.blob) for file in at_commit(made, commit).files()]
    assert told == [("a.yaml", FileSort.FILE, first), ("a.yaml", FileSort.OTHER, second)]


ENTRIES = st.builds(
    lambda mode, sort, blob, path: f"{mode} {sort} {blob}\t{path}".encode(),
    st.sampled_from(["100644", "100644", "100644", "100755", "100664", "120000", "160000"]),
    st.sampled_from(["blob", "blob", "blob", "commit"]),
    st.sampled_from(["12ab", "0" * 40, "f" * 64]),
    st.one_of(
        st.text("ab.", min_size=1),
        st.text("ab./-~\t\né"),
        st.sampled_from(["it/a", "it/a/b.yaml", "a/.git/b", "it/GIT~1", "..", "it//a", "it/" + "a" * 201]),
        st.just("a\x20100644 blob 12ab\tb"),  # an entry within the path of another one
    ),
)

PLAIN_ENTRIES = st.sampled_from(["it/a", "it/a.yaml", "it/a/b", "it/b", "a/b", "b"]).map(
    lambda path: f"100644 blob 12ab\t{path}".encode()
)
PIECES = st.one_of(st.lists(ENTRIES, min_size=1), st.lists(PLAIN_ENTRIES, min_size=1, max_size=3))


@given(st.lists(PIECES), st.sampled_from(["", "it/", "a/"]), st.booleans())
def test_many_files_at_a_glance_are_what_they_are_one_by_one(listed, prefix, in_order):
    if in_order:
        listed = [sorted(entries, key=lambda entry: entry.partition(b"\t")[2]) for entries in listed]
    pieces = [b"\0".join(entries) for entries in listed]
    assert list(tree_files(pieces, prefix)) == list(_any_files(b"\0".join(pieces), prefix, b"") if pieces else ())


def test_the_files_of_an_estate_are_plain_at_a_glance():
    paths = sorted(path for path in estate_files() if path.startswith(("changes/", "cmdb/")))
    piece = b"\0".join(f"100644 blob {'0' * 40}\tit/{path}".encode() for path in paths)
    assert [file.path for file in _plain_files(piece, "it/", b"it/changes") or ()] == paths
    assert _plain_files(piece, "it/", b"it/cmdb") is None
    assert _plain_files(piece, "other/", b"") is None


@given(st.text("aG.-/_~+git1é", min_size=1, max_size=12))
def test_a_plain_path_is_sound_and_portable(path):
    if re.fullmatch(PLAIN, path):
        assert path.isascii()
        assert not any(
            part.startswith(".") or part.endswith(".") or part.lower() == "git~1" or not part
            for part in path.split("/")
        )


@pytest.mark.parametrize("mode", [b"100664", b"040000", b"0", b"100755x"])
def test_modes_that_git_never_lists_are_other(mode):
    (told,) = tree_files([mode + b" blob 12ab\ta.yaml"], "")
    assert told == TreeFile("a.yaml", FileSort.OTHER, blob="12ab")


def test_programs_are_files(made):
    (made.path / "cmdb/a.yaml").chmod(0o755)
    assert sorts(at_commit(made)) == sorts(WorkTree(made.path)) == {"cmdb/a.yaml": FileSort.FILE}


def test_folders_may_be_nested_deeper_than_python_recurses(made):
    folder = made.path / "cmdb"
    for _ in range(1200):
        folder = folder / "d"
        folder.mkdir()
    (folder / "x.yaml").write_text("deep")
    tree = WorkTree(made.path)
    assert [content for _, content in tree.read(tree.files("cmdb/d"), 10)] == [b"deep"]
    subprocess.run(["rm", "-r", str(made.path / "cmdb/d")], check=True)  # shutil.rmtree recurses


def test_a_file_taken_from_another_tree_is_not_in_the_commit(made):
    with pytest.raises(CannotRead, match="is not in commit"):
        list(at_commit(made).read([TreeFile("cmdb/a.yaml")], 10))


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may read everything; nobody may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_is_said_with_its_path(outside):
    with TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        for name in ("locked", "open"):
            (root / name).mkdir()
            (root / name / "a.yaml").write_text("a")
        (root / "open/a.yaml").chmod(0)
        (root / "locked").chmod(0)
        with ordinary_user():
            with pytest.raises(CannotRead, match="cannot read it/locked: Permission denied") as raised:
                list(WorkTree(root, "it/").files())
            with pytest.raises(CannotRead, match=r"cannot read it/open/a\.yaml: Permission denied"):
                list(WorkTree(root, "it/").read([TreeFile("open/a.yaml")], 10))
        (root / "locked").chmod(0o755)
        assert "make it readable" in raised.value.hint
