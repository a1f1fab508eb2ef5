"""What a repository answers about its commits, and what it says when it cannot."""

import subprocess
import sys
from pathlib import Path

import pytest

from gitcab.store.blobs import Blob
from gitcab.store.git import Runner
from gitcab.store.repository import Repository, open_repository
from gitcab.store.tree import CannotRead, FileSort, TreeFile
from support.repositories import ScratchRepository, make_repository


@pytest.fixture
def made(tmp_path: Path) -> ScratchRepository:
    return make_repository(tmp_path / "estate", {"cmdb/a.yaml": "a\n"})


@pytest.fixture
def opened(made: ScratchRepository) -> Repository:
    return open_repository(made.path)


def test_a_work_tree_is_found_from_any_folder_in_it(made):
    for folder in (made.path, made.path / "cmdb"):
        found = open_repository(folder)
        assert (found.top, found.git_dir, found.is_bare) == (made.path, made.path / ".git", False)


def test_a_folder_is_found_by_a_link_and_by_a_relative_path(made, tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to(made.path / "cmdb")
    monkeypatch.chdir(tmp_path)
    assert open_repository(Path("link")).top == made.path
    assert open_repository(Path("estate")).top == made.path


@pytest.mark.parametrize("name", ["-C", "$HOME", "~", "two  blanks", "größe", "new\nline", "quo'te"])
def test_a_folder_may_have_any_name(tmp_path, name):
    made = make_repository(tmp_path / name, {"cmdb/a.yaml": "a\n"})
    found = open_repository(tmp_path / name)
    assert found.top == tmp_path / name
    assert found.resolve("main") == made.head()


def test_a_bare_clone_has_no_work_tree(made):
    clone = made.bare_clone()
    found = open_repository(clone.path)
    assert (found.top, found.git_dir, found.is_bare) == (None, clone.path, True)
    assert found.resolve("main") == made.head()


def test_a_linked_work_tree_has_its_own_head_and_top(made, tmp_path):
    made.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "linked"))
    found = open_repository(tmp_path / "linked" / "cmdb")
    assert (found.top, found.head_branch()) == (tmp_path / "linked", "other")


@pytest.mark.parametrize("place", ["nowhere", "file", "empty"])
def test_where_there_is_no_repository_it_says_what_to_do(tmp_path, place):
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CannotRead, match="is in no git repository that can be read; git says: ") as raised:
        open_repository(tmp_path / place)
    assert "git init" in raised.value.hint


def test_a_repository_of_a_later_format_cannot_be_read(made):
    made.git("config", "core.repositoryFormatVersion", "99")
    with pytest.raises(CannotRead, match="99"):
        open_repository(made.path)


@pytest.mark.parametrize(
    ("git", "expected"),
    [
        (None, "git is not on the PATH"),
        ("echo git version 2.37.9", "gitcab needs git 2.38 or later, and this is 'git version 2.37.9'"),
        ("echo git version something", "gitcab needs git 2.38 or later"),
        ("echo nonsense", "gitcab needs git 2.38 or later, and this is 'nonsense'"),
        ("exit 1", "git cannot be used"),
        ("exec /no/such/loader", "git cannot be used"),
    ],
)
def test_git_must_be_there_and_new_enough(tmp_path, git, expected):
    if git:
        (tmp_path / "git").write_text(f"#!/bin/sh\n{git}\n")
        (tmp_path / "git").chmod(0o755)
    program = (
        "from pathlib import Path\nfrom gitcab.store.repository import open_repository, CannotRead\n"
        "try: open_repository(Path('.'))\nexcept CannotRead as error: print(error.message, error.hint, sep='\\n')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert expected in ran.stdout
    assert "install" in ran.stdout


def test_a_git_that_cannot_be_started_is_told(tmp_path, monkeypatch):
    (tmp_path / "git").write_text("no program\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotRead, match="git cannot be started"):
        Runner().ask("version")


def test_only_full_ids_reach_other_commands(opened):
    for asked in (
        lambda: list(opened.list_tree("main")),
        lambda: list(opened.blobs(["--textconv"], 10)),
        lambda: opened.merge_base("main", "--all"),
        lambda: opened.is_ancestor("main", "main"),
        lambda: opened.changed_paths("main", "main"),
        lambda: opened.log("--output=x", "cmdb/a.yaml"),
    ):
        with pytest.raises(ValueError, match="full object id"):
            asked()


def test_merge_base_and_ancestors(made, opened):
    fork = made.head()
    made.checkout("side", new=True)
    side = made.commit("side", {"cmdb/side.yaml": "s"})
    made.checkout("main")
    main = made.commit("main", {"cmdb/main.yaml": "m"})
    made.git("checkout", "--quiet", "--orphan", "alone")
    alone = made.commit("alone")
    assert opened.merge_base(main, side) == fork
    assert opened.merge_base(main, alone) is None
    assert [opened.is_ancestor(fork, main), opened.is_ancestor(main, fork), opened.is_ancestor(main, main)] == [
        *(True, False, True)
    ]


def test_head_branch(made, opened):
    assert opened.head_branch() == "main"
    made.checkout("team/new", new=True)
    assert opened.head_branch() == "team/new"
    made.checkout(made.head())
    assert opened.head_branch() is None


def test_changed_paths_tell_both_sides(made, opened):
    base = made.head()
    (made.path / "cmdb/link").symlink_to("a.yaml")
    head = made.commit("more", {"cmdb/b c.yaml": "a\n", "cmdb/größe": "x"}, delete=["cmdb/a.yaml"])
    a_blob, x_blob, link = made.blob("a\n"), made.blob("x"), made.blob("a.yaml")
    assert [(one.path, one.before, one.after) for one in opened.changed_paths(base, head)] == [
        ("cmdb/a.yaml", TreeFile("cmdb/a.yaml", blob=a_blob), None),
        ("cmdb/b c.yaml", None, TreeFile("cmdb/b c.yaml", blob=a_blob)),
        ("cmdb/größe", None, TreeFile("cmdb/größe", blob=x_blob)),
        ("cmdb/link", None, TreeFile("cmdb/link", FileSort.SYMLINK, blob=link)),
    ]
    assert opened.changed_paths(head, head) == ()


def test_commits_are_compared_without_a_look_at_gits_index(made, opened):
    base = made.head()
    head = made.commit("more", {"cmdb/b.yaml": "b"})
    (made.path / ".git/index").write_bytes(b"no index")
    assert [one.path for one in opened.changed_paths(base, head)] == ["cmdb/b.yaml"]


def test_what_differs_can_be_asked_for_before_it_is_needed(made, opened):
    base = made.head()
    head = made.commit("more", {f"cmdb/{number:04}-{'x' * 60}.yaml": "" for number in range(1500)})
    with opened.comparing(base, head) as changed:
        assert changed() == changed() == opened.changed_paths(base, head)
    with opened.comparing(base, head):  # who does not want to know any more is not kept waiting
        pass
    with pytest.raises(CannotRead), opened.comparing(base, "f" * 40) as changed:
        changed()


def test_the_log_of_a_file_follows_its_renames(made, opened):
    first = made.head()
    moved = made.commit("Größe: moved", {"cmdb/b.yaml": "a\n"}, delete=["cmdb/a.yaml"])
    made.commit("beside", {"cmdb/c.yaml": "something else"})
    edited = made.commit("", {"cmdb/b.yaml": "a\nb\n"})
    told = opened.log(made.head(), "cmdb/b.yaml")
    assert [(one.commit, one.subject, one.path) for one in told] == [
        (edited, "", "cmdb/b.yaml"),
        (moved, "Größe: moved", "cmdb/b.yaml"),
        (first, "The first commit", "cmdb/a.yaml"),
    ]
    assert (told[-1].author, told[-1].date) == ("Maria Chen", "2026-01-01T11:00:00+00:00")
    assert opened.log(made.head(), "cmdb/never.yaml") == ()


def test_the_log_goes_through_merges(made, opened):
    made.checkout("side", new=True)
    side = made.commit("side", {"cmdb/a.yaml": "a\nside\n"})
    made.checkout("main")
    made.commit("main", {"cmdb/b.yaml": "b"})
    made.merge("side")
    assert opened.log(made.head(), "cmdb/a.yaml")[0].commit == side


def test_blobs_large_and_small_come_in_order_without_waiting_for_each_other(made, opened):
    contents = [bytes([65 + number % 26]) * size for number, size in enumerate([0, 1, 300_000, 70_000, 5] * 30)]
    ids = [made.blob(content) for content in contents[:5]] * 30
    expected = [Blob(len(content), content if len(content) <= 70_000 else None) for content in contents[:5]] * 30
    assert list(opened.blobs(ids, 70_000)) == expected
    assert list(opened.blobs([], 1)) == []


def test_a_shallow_clone_says_so(made, tmp_path):
    made.commit("second")
    clone = open_repository(made.bare_clone("shallow.git", "--depth=1").path)
    assert clone.is_shallow
    with pytest.raises(CannotRead) as raised:
        clone.resolve("main~1")
    assert "git fetch --unshallow" in raised.value.hint


def test_missing_and_broken_objects_cannot_be_read(made, opened):
    head = made.head()
    tree = made.git("rev-parse", "HEAD:cmdb")
    blob = made.git("rev-parse", "HEAD:cmdb/a.yaml")
    objects = made.path / ".git" / "objects"
    (objects / blob[:2] / blob[2:]).chmod(0o644)
    (objects / blob[:2] / blob[2:]).write_bytes(b"no zlib")
    with pytest.raises(CannotRead):
        list(opened.blobs([blob], 10))
    (objects / tree[:2] / tree[2:]).unlink()
    with pytest.raises(CannotRead, match="git says: "):
        list(opened.list_tree(head))
    with pytest.raises(CannotRead):
        list(opened.blobs([tree], 10))


def test_an_empty_repository_has_no_revision(tmp_path):
    made = make_repository(tmp_path / "empty")
    with pytest.raises(CannotRead, match="there is no revision 'HEAD'"):
        open_repository(made.path).resolve("HEAD")


def test_ids_may_be_sha256(tmp_path):
    made = ScratchRepository(tmp_path)
    made.git("init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    head = made.commit("first", {"cmdb/a.yaml": "a"})
    opened = open_repository(tmp_path)
    assert len(head) == 64
    assert opened.resolve("main") == head
    assert [blob.content for blob in opened.blobs([file.blob for file in opened.list_tree(head)], 10)] == [b"a"]
