"""Which commit a name means, and what is said where there is none."""

from pathlib import Path

import pytest

from gitcab.store.repository import Repository, open_repository
from gitcab.store.tree import CannotRead
from support.repositories import ScratchRepository, make_repository


@pytest.fixture
def made(tmp_path: Path) -> ScratchRepository:
    return make_repository(tmp_path / "estate", {"cmdb/a.yaml": "a\n"})


@pytest.fixture
def opened(made: ScratchRepository) -> Repository:
    return open_repository(made.path)


def test_revisions_resolve_to_full_ids(made, opened):
    first, second = made.head(), made.commit("second", {"cmdb/b.yaml": "b"})
    made.branch("feature/one", first)
    made.git("tag", "--annotate", "-m", "A tag", "v1", first)
    made.git("update-ref", "refs/remotes/origin/release", first)
    made.git("update-ref", "refs/pull/7/head", first)
    for revision in ("HEAD~1", "@~", "main^", "main~1", "feature/one", "v1", "v1^{}", first, first[:9]):
        assert opened.resolve(revision) == first
    for revision in ("release", "origin/release", "refs/heads/feature/one", "refs/pull/7/head", "main@{1}"):
        assert opened.resolve(revision) == first
    for revision in ("main", "HEAD", "@", "refs/heads/main", second):
        assert opened.resolve(revision) == second


def test_several_revisions_are_told_in_their_order(made, opened):
    first, second = made.head(), made.commit("second", {"cmdb/b.yaml": "b"})
    made.branch("side", first)
    made.git("tag", "side", second)
    made.git("tag", "late", second)
    assert opened.resolve_all(["side", "HEAD~1", "late", "main", "side"]) == [first, first, second, second, first]
    assert opened.resolve_all([]) == []
    with pytest.raises(CannotRead, match="no revision 'nowhere'"):
        opened.resolve_all(["main", "nowhere"])


@pytest.mark.parametrize(
    "revision",
    [
        *("", " ", "nowhere", "main~9", "main:cmdb", "main..main", "^main", "--all", "-h", "--output=x", "refs/heads"),
        *(
            "refs/heads/",
            "refs/heads/*",
            "*",
            "ma\0in",
            "main\n",
            "\ud800",
            "x" * 300_000,
            "f" * 40,
            "main;id",
            "HEAD:",
        ),
        "main^{tree}",
    ],
)
def test_an_unknown_revision_is_refused(opened, revision):
    with pytest.raises(CannotRead, match="there is no revision"):
        opened.resolve(revision)


def test_an_unknown_revision_tells_the_nearest_branch(made, opened):
    made.branch("upgrade-sis")
    with pytest.raises(CannotRead) as raised:
        opened.resolve("upgrade-siss")
    assert raised.value.hint == "did you mean 'upgrade-sis'?"
    with pytest.raises(CannotRead) as raised:
        opened.resolve("zzz")
    assert "git branch --all" in raised.value.hint
