"""Which files git's word is taken for, and where every file is read instead."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from gitcab.store.index.access import Index
from gitcab.store.index.conversions import is_converting
from gitcab.store.index.freshness import WorkState
from gitcab.store.index.listing import Kept, Unusual, look, new_files, state_of
from gitcab.store.index.supposing import supposed
from gitcab.store.repository import open_repository
from support.index_answers import assert_same, careful, view_of
from support.repositories import ScratchRepository

ITEM = "kind: ConfigurationItem\nclass: server\nid: {id}\nname: {id}\nowner: team\n"
ITEM += "life_cycle: {{stage: operational, status: in_use}}\n"
Make = Callable[..., ScratchRepository]


def item(id: str) -> str:
    """A record file's text."""
    return ITEM.format(id=id)


def differing(path: Path) -> tuple[str, ...]:
    """What differs in the work tree from the index's mirror, which is made of HEAD where there is none."""
    repository = open_repository(path)
    index = Index(repository, "", wanted=True)
    found = index.file.open().connection
    if found is None:
        index.make(repository.resolve("HEAD"))
        found = index.file.open().connection
    assert found is not None
    commit = dict(found.execute("SELECT key, value FROM meta"))["commit"]
    try:
        state = WorkState(repository, "", found, commit)
        paths = state.differing().paths
        with state.compared() as compared:
            told = compared()
            assert told is None or told.paths == paths
        return paths
    finally:
        found.close()


@pytest.fixture
def estate(repository: Make) -> ScratchRepository:
    """Two items, committed, and an index of them."""
    made = repository({f"cmdb/server/{name}.yaml": item(name) for name in ("a", "b")})
    assert differing(made.path) == ()
    return made


def test_an_edit_is_seen(estate: ScratchRepository) -> None:
    estate.write({"cmdb/server/a.yaml": item("a") + "description: Edited\n"})
    assert differing(estate.path) == ("cmdb/server/a.yaml",)


def edited(estate: ScratchRepository) -> None:
    estate.write({"cmdb/server/a.yaml": item("a") + "description: Edited\n"})


def added_and_deleted(estate: ScratchRepository) -> None:
    estate.write({"cmdb/server/new.yaml": item("new")})
    (estate.path / "cmdb/server/b.yaml").unlink()


def flagged(estate: ScratchRepository) -> None:
    estate.git("update-index", "--assume-unchanged", "cmdb/server/b.yaml")
    edited(estate)


def linked(estate: ScratchRepository) -> None:
    (estate.path / "cmdb/server/link.yaml").symlink_to("a.yaml")
    estate.git("add", "--all")
    estate.git("commit", "--quiet", "--message=A link")
    edited(estate)


def converting(estate: ScratchRepository) -> None:
    estate.write({".gitattributes": "* text=auto\n"})
    edited(estate)


@pytest.mark.parametrize(
    ("change", "is_told"),
    [(edited, True), (added_and_deleted, True), (flagged, True), (linked, False), (converting, False)],
)
def test_when_a_mirror_is_made_it_is_seen_what_differs_from_it(
    estate: ScratchRepository, change: Callable[[ScratchRepository], None], is_told: bool
) -> None:
    change(estate)
    repository = open_repository(estate.path)
    index, head = Index(repository, "", wanted=True), estate.head()
    index.make(head)
    assert (index.seen is not None) == is_told
    if index.seen is not None:
        assert index.seen.mirrored == head
        assert index.seen.differing.paths == differing(estate.path) != ()
    view = index.view(None)
    assert view is not None
    assert_same(view, careful(estate.path))


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_must_not_look_at_is_read(estate: ScratchRepository, flag: str) -> None:
    estate.git("update-index", flag, "cmdb/server/b.yaml")
    estate.write({"cmdb/server/b.yaml": item("b") + "description: Edited\n"})
    assert differing(estate.path) == ("cmdb/server/b.yaml",)


def test_that_nothing_is_demanded_any_more_is_seen_where_every_file_is_read(repository: Make) -> None:
    schemas = ["schemas/classes/server.yaml", "schemas/relations.yaml"]
    made = repository(
        {"cmdb/server/a.yaml": item("a"), "schemas/relations.yaml": "{}\n", schemas[0]: "title: Server\n"}
    )
    assert differing(made.path) == ()
    made.git("init", "--quiet", "cmdb/nested")
    for path in schemas:
        (made.path / path).unlink()
    assert set(schemas) <= set(differing(made.path))


def test_ignored_files_count(estate: ScratchRepository) -> None:
    estate.write({".gitignore": "*.yaml\n", "cmdb/server/new.yaml": item("new"), "cmdb/new/c.yaml": item("c")})
    assert differing(estate.path) == ("cmdb/new/c.yaml", "cmdb/server/new.yaml")


def test_line_ends_that_git_does_not_see_are_read(estate: ScratchRepository) -> None:
    """Git normalises them and calls the file unmodified, though its bytes are others."""
    estate.commit("Attributes", {".gitattributes": "* text=auto\n"})
    estate.write({"cmdb/server/a.yaml": item("a").replace("\n", "\r\n")})
    estate.git("add", "--all")
    assert estate.git("status", "--porcelain") == ""
    assert "cmdb/server/a.yaml" in differing(estate.path)


@pytest.mark.parametrize("name", [".gitattributes", "cmdb/.gitattributes"])
def test_a_pipe_in_the_place_of_attributes_keeps_nobody_waiting(estate: ScratchRepository, name: str) -> None:
    os.mkfifo(estate.path / name)
    assert_git_is_believed(estate.path, False)


def test_settings_of_the_user_count(estate: ScratchRepository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = tmp_path / "settings"
    settings.write_text("[core]\n\tautocrlf = input\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    converted = {"GIT_CONFIG_GLOBAL": str(settings)}
    estate.write({"cmdb/server/a.yaml": item("a").replace("\n", "\r\n")})
    estate.git("add", "--all", env=converted)
    assert estate.git("status", "--porcelain", env=converted) == ""
    assert "cmdb/server/a.yaml" in differing(estate.path)


def test_no_program_of_the_settings_runs(estate: ScratchRepository, tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    estate.git("config", "filter.evil.clean", f"touch {trace}; cat")
    estate.write({".git/info/attributes": "* filter=evil\n", "cmdb/server/a.yaml": item("b")})
    assert differing(estate.path) == ("cmdb/server/a.yaml",)
    assert not trace.exists()


@pytest.mark.parametrize(
    "section", ['[filter "x"]', "[FILTER.x]", '[core] [filter "x"]', "[include]", '[includeIf "gitdir:/"]']
)
def test_settings_that_may_run_programs_are_left_to_a_look_at_every_file(
    estate: ScratchRepository, section: str
) -> None:
    assert_git_is_believed(estate.path, True)
    config = estate.path / ".git/config"
    config.write_text(f"{config.read_text()}{section}\n\tx = y\n")
    assert_git_is_believed(estate.path, False)


def test_a_partial_clone_filters_nothing_on_the_disk(estate: ScratchRepository) -> None:
    estate.git("config", "remote.origin.partialclonefilter", "blob:none")
    estate.git("config", "uploadpack.allowFilter", "true")
    assert_git_is_believed(estate.path, True)


def assert_git_is_believed(path: Path, expected: bool) -> None:
    """Whether what git says of an unchanged work tree is enough."""
    with supposed(open_repository(path), "") as found:
        assert found is not None
        assert found.is_so() is expected


def test_a_commit_that_has_gone_is_mirrored_no_more(estate: ScratchRepository) -> None:
    estate.git("commit", "--quiet", "--amend", "--message", "Another one")
    estate.write({"cmdb/server/c.yaml": item("c")})
    estate.commit("And one more")
    estate.git("reflog", "expire", "--expire=now", "--all")
    estate.git("gc", "--quiet", "--prune=now")
    view = view_of(estate.path)
    assert view.meta["commit"] == estate.head()
    assert_same(view, careful(estate.path))


def test_no_commit_yet(repository: Make) -> None:
    made = repository()
    made.write({"cmdb/server/a.yaml": item("a")})
    assert_same(view_of(made.path), careful(made.path))


def test_a_linked_work_tree_has_an_index_of_its_own(estate: ScratchRepository, tmp_path: Path) -> None:
    other = tmp_path / "other"
    estate.git("worktree", "add", "--quiet", str(other), "-b", "other")
    (other / "cmdb/server/a.yaml").write_text(item("a") + "description: Edited\n")
    assert_same(view_of(other), careful(other))
    assert differing(estate.path) == ()


def test_a_sparse_checkout_shows_what_is_on_the_disk(estate: ScratchRepository) -> None:
    estate.commit("More", {"cmdb/database/c.yaml": item("c"), "cmdb/server/d.yaml": item("d")})
    estate.git("sparse-checkout", "set", "cmdb/server")
    assert not (estate.path / "cmdb/database").exists()
    view = view_of(estate.path)
    assert [one.id for one in view.outlines()] == ["a", "b", "d"]
    assert_same(view, careful(estate.path))


def test_an_unfinished_merge_is_read(estate: ScratchRepository) -> None:
    estate.checkout("side", new=True)
    estate.commit("Side", {"cmdb/server/a.yaml": item("a") + "description: Side\n"})
    estate.checkout("main")
    estate.commit("Main", {"cmdb/server/a.yaml": item("a") + "description: Main\n"})
    with pytest.raises(AssertionError):
        estate.git("merge", "side")
    assert_same(view_of(estate.path), careful(estate.path))


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("* text=auto", True),
        ("*.yaml eol=crlf", True),
        ("*.y?ml filter=x", True),
        ("cmdb/** ident", True),
        ("*.yaml working-tree-encoding=UTF-16", True),
        ("[attr]mine text", True),
        ('"a b.yaml" text', True),
        ("*.png binary", False),
        ("*.sh text eol=lf", False),
        ("*.yaml -text", False),
        ("*.yaml linguist-generated", False),
        ("# * text", False),
        ("", False),
    ],
)
def test_attributes_by_which_git_converts_records(attributes: str, expected: bool) -> None:
    assert is_converting(f"{attributes}\n".encode()) is expected


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ({"": "cmdb", "cmdb": "a.yaml\0x", "cmdb/x": "b.yaml"}, []),
        ({"": "cmdb", "cmdb": "a.yaml\0x", "cmdb/x": ""}, ["cmdb/x/b.yaml"]),
        ({"": "cmdb", "cmdb": "gone.yaml"}, ["cmdb/a.yaml", "cmdb/x/b.yaml"]),
        ({}, ["cmdb/a.yaml", "cmdb/x/b.yaml"]),
    ],
)
def test_files_that_the_mirror_lacks(tmp_path: Path, kept: Mapping[str, str], expected: list[str]) -> None:
    for name in ("cmdb/a.yaml", "cmdb/x/b.yaml", "elsewhere/c.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(new_files(str(tmp_path), Kept(dict.fromkeys(kept), kept.__getitem__))) == expected


@pytest.mark.parametrize("what", ["link", "nested", "linked folder"])
def test_what_is_told_apart_by_a_careful_look_only(tmp_path: Path, what: str) -> None:
    (tmp_path / "cmdb/x").mkdir(parents=True)
    if what == "link":
        (tmp_path / "cmdb/a.yaml").symlink_to("b.yaml")
    elif what == "nested":
        (tmp_path / "cmdb/x/.git").touch()
    else:
        (tmp_path / "changes").symlink_to(tmp_path / "cmdb")
    names = {"": "cmdb", "cmdb": "x", "cmdb/x": ""}
    with pytest.raises(Unusual):
        new_files(str(tmp_path), Kept(dict.fromkeys(names), names.__getitem__))


def test_a_folder_in_the_state_in_which_it_was_seen_is_not_listed_again(tmp_path: Path) -> None:
    folder, names = tmp_path / "cmdb", {"": "cmdb", "cmdb": "a.yaml"}
    folder.mkdir()
    (folder / "a.yaml").touch()
    assert [state for _, _, state in look(str(tmp_path))] == [None]  # too young to be sure of
    states = {"": None, "cmdb": state_of(folder)}
    asked: list[str] = []
    told = Kept(states, lambda folder: asked.append(folder) or names[folder])  # type: ignore[func-returns-value]
    assert new_files(str(tmp_path), told) == []
    assert asked == []
    (folder / "b.yaml").touch()
    assert new_files(str(tmp_path), told) == ["cmdb/b.yaml"]
