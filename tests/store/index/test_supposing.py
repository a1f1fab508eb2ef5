"""What HEAD answers while git compares it with the work tree, and that it counts only where the two are the same."""

import os
from collections.abc import Callable, Mapping

import pytest

from gitcab.store.index.access import Index
from gitcab.store.index.content_tree import ContentTree
from gitcab.store.index.supposing import Supposed, supposed
from gitcab.store.repository import open_repository
from support.repositories import ScratchRepository

ITEM = "kind: ConfigurationItem\nclass: server\nid: {id}\nname: {id}\nowner: team\n"
ITEM += "life_cycle: {{stage: operational, status: in_use}}\n"
Make = Callable[..., ScratchRepository]


def item(id: str, more: str = "") -> str:
    """A record file's text."""
    return ITEM.format(id=id) + more


@pytest.fixture
def estate(repository: Make) -> ScratchRepository:
    """Three items, committed, and an index of them."""
    made = repository({f"cmdb/server/{name}.yaml": item(name) for name in ("a", "b", "e")})
    mirrored(made)
    return made


def ids(found: Supposed | None) -> list[str]:
    """Which items are supposed to be there."""
    assert found is not None
    assert found.view is not None
    return [one.id for one in found.view.outlines()]


def mirrored(made: ScratchRepository) -> None:
    opened = open_repository(made.path)
    Index(opened, "", wanted=True).make(opened.resolve("HEAD"))


@pytest.fixture
def branch(estate: ScratchRepository) -> ScratchRepository:
    """A branch that is checked out: a is edited, b removed and c added since the index was made."""
    estate.checkout("change", new=True)
    changed = {"cmdb/server/a.yaml": item("a", "description: Other\n"), "cmdb/server/c.yaml": item("c")}
    estate.commit("Other items", changed, delete=["cmdb/server/b.yaml"])
    return estate


def test_the_mirror_may_be_asked_meanwhile(estate: ScratchRepository) -> None:
    with supposed(open_repository(estate.path), "") as found:
        assert ids(found) == ["a", "b", "e"]
        assert found is not None
        assert found.is_so()
    estate.write({"cmdb/server/c.yaml": item("c")})
    with supposed(open_repository(estate.path), "") as found:
        assert found is not None
        assert not found.is_so()


def test_a_branch_is_answered_as_it_was_committed(branch: ScratchRepository) -> None:
    with supposed(open_repository(branch.path), "") as found:
        assert ids(found) == ["a", "c", "e"]
        assert found is not None
        assert found.is_so()


@pytest.mark.parametrize(
    ("edits", "differing"),
    [
        ({"a": item("a")}, "abc"),  # as in the mirror, which git does not look into
        ({"b": item("b")}, "abc"),  # as in the mirror
        ({"a": item("a", "description: Again\n")}, "abc"),
        ({"a": None}, "abc"),
        ({"c": None}, "ab"),
        ({"d": item("d")}, "abcd"),
        ({"e": None}, "abce"),
    ],
)
def test_what_is_otherwise_is_seen(branch: ScratchRepository, edits: Mapping[str, str | None], differing: str) -> None:
    for name, text in edits.items():
        if text is None:
            (branch.path / f"cmdb/server/{name}.yaml").unlink()
        else:
            branch.write({f"cmdb/server/{name}.yaml": text})
    with supposed(open_repository(branch.path), "") as found:
        assert found is not None
        assert not found.is_so()
        assert found.seen is not None
        assert sorted(found.seen.differing.paths) == [f"cmdb/server/{name}.yaml" for name in differing]


def test_a_link_to_the_same_content_is_something_else(branch: ScratchRepository) -> None:
    path = branch.path / "cmdb/server/c.yaml"
    path.rename(branch.path / "c.yaml")
    path.symlink_to("../../c.yaml")
    with supposed(open_repository(branch.path), "") as found:
        assert found is not None
        assert not found.is_so()
        assert found.seen is None


def test_other_demands_are_not_laid_over(branch: ScratchRepository) -> None:
    branch.commit("A class", {"schemas/classes/server.yaml": "title: Server\ndescription: One.\nfamily: node\n"})
    with supposed(open_repository(branch.path), "") as found:
        assert found is not None
        assert found.view is None
        assert not found.is_so()
        assert found.seen is not None


def test_without_an_index_nothing_is_supposed(repository: Make) -> None:
    made = repository({"cmdb/server/a.yaml": item("a")})
    with supposed(open_repository(made.path), "") as found:
        assert found is None


def test_who_does_not_wait_for_git_is_not_kept_waiting(repository: Make) -> None:
    # Git tells more than a pipe holds.
    made = repository({f"cmdb/server/{number:04}-{'x' * 60}.yaml": item("a") for number in range(1500)})
    mirrored(made)
    opened = open_repository(made.path)
    made.write({path.relative_to(made.path).as_posix(): "" for path in (made.path / "cmdb/server").iterdir()})
    with supposed(opened, "") as found:
        assert found is not None
    with pytest.raises(ZeroDivisionError), supposed(opened, ""):
        _ = 1 / 0


def is_so(made: ScratchRepository) -> bool:
    with supposed(open_repository(made.path), "") as found:
        assert found is not None
        return found.is_so()


def test_what_git_vouches_for_is_not_read_again(branch: ScratchRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    branch.git("update-index", "--refresh")
    read: list[str] = []
    monkeypatch.setattr(ContentTree, "is_on_disk", lambda tree, file: bool(read.append(file.path)))
    assert is_so(branch)
    os.utime(branch.path / "cmdb/server/a.yaml", (1, 1))
    assert not is_so(branch)
    assert read == ["cmdb/server/a.yaml"]
    monkeypatch.undo()
    assert is_so(branch)


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_git_does_not_vouch_for_what_it_was_told_not_to_look_at(branch: ScratchRepository, flag: str) -> None:
    branch.git("update-index", flag, "cmdb/server/a.yaml")
    assert is_so(branch)
    branch.write({"cmdb/server/a.yaml": item("a", "description: Again\n")})
    assert not is_so(branch)


def test_what_is_only_staged_is_not_what_was_committed(branch: ScratchRepository) -> None:
    branch.write({"cmdb/server/a.yaml": item("a", "description: Again\n")})
    branch.git("add", "--all")
    assert not is_so(branch)
    branch.git("rm", "--quiet", "--cached", "cmdb/server/a.yaml")
    assert not is_so(branch)
    branch.write({"cmdb/server/a.yaml": item("a", "description: Other\n")})
    assert is_so(branch)
