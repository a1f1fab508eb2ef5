"""What a merge would give, and which commits a branch has of its own."""

import pytest

from gitcab.store.commit_tree import CommitTree
from gitcab.store.repository import open_repository
from gitcab.store.tree import CannotRead


@pytest.fixture
def branched(repository):
    scratch = repository({"a.txt": "1\n", "b.txt": "1\n"})
    scratch.checkout("side", new=True)
    return scratch


def merge(scratch, one="main", other="side"):
    opened = open_repository(scratch.path)
    return opened, opened.merge_tree(opened.resolve(one), opened.resolve(other))


def test_a_merge_has_both_sides(branched):
    branched.commit(files={"a.txt": "2\n"})
    branched.checkout("main")
    branched.commit(files={"b.txt": "2\n"})
    opened, tree = merge(branched)
    found = CommitTree(opened, tree)
    assert [content for _, content in found.read(found.files(), 10)] == [b"2\n", b"2\n"]


def test_texts_that_conflict_give_none(branched):
    branched.commit(files={"a.txt": "2\n"})
    branched.checkout("main")
    branched.commit(files={"a.txt": "3\n"})
    assert merge(branched)[1] is None


def test_it_is_what_git_itself_merges(branched):
    branched.commit(files={"c.txt": "3\n"}, delete=["b.txt"])
    branched.checkout("main")
    branched.commit(files={"a.txt": "2\n"})
    _, tree = merge(branched)
    branched.merge("side")
    assert branched.git("rev-parse", "HEAD^{tree}") == tree


def test_nothing_is_checked_out_and_no_ref_moves(branched):
    branched.commit(files={"a.txt": "2\n"})
    before = branched.git("for-each-ref"), branched.git("status", "--porcelain")
    merge(branched)
    assert (branched.git("for-each-ref"), branched.git("status", "--porcelain")) == before


def test_programs_that_merge_are_never_run(branched):
    branched.git("config", "merge.evil.driver", "touch canary")
    with pytest.raises(CannotRead, match="programs of its own"):
        merge(branched)
    assert not (branched.path / "canary").exists()


def test_the_settings_of_merges_do_not_count(branched):
    branched.commit(files={"a.txt": "2\n"})
    branched.checkout("main")
    branched.commit(files={"a.txt": "3\n"})
    branched.git("config", "merge.default", "union")
    assert merge(branched)[1] is None


def test_the_commits_of_a_branch(branched):
    first = branched.commit(files={"a.txt": "2\n"})
    branched.checkout("main")
    moved = branched.commit(files={"b.txt": "2\n"})
    branched.checkout("side")
    second = branched.merge("main")
    opened = open_repository(branched.path)
    found = opened.commits_between(moved, second)
    assert [one.commit for one in found] == [first, second]
    assert found[1].parents == (first, moved)
    assert found[1].tree == branched.git("rev-parse", "HEAD^{tree}")
    assert opened.commits_between(second, second) == ()
