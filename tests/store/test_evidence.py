"""The chain of evidence: written with plumbing, the same for the same, and never over another's."""

import pytest

from gitcab.store.evidence import REF, EvidenceChain
from gitcab.store.repository import open_repository
from gitcab.store.tree import CannotRead

FILES = {"evidence.json": b"{}", "facts.json": b'{"a": "\xc3\xa9"}\n'}


@pytest.fixture
def git(repository):
    return repository({"a.txt": "one"})


@pytest.fixture
def chain(git):
    return EvidenceChain(open_repository(git.path))


def test_there_is_none_at_first(chain):
    assert chain.tip is None
    assert list(chain.pieces()) == []


def test_what_is_written_is_read(git, chain):
    base = git.head()
    first = chain.append(FILES, [base], "#1 closed", 1_795_000_000)
    second = chain.append({**FILES, "facts.json": b"2"}, [first, base], "#2 closed", 1_795_000_001)
    assert chain.tip == second == git.git("rev-parse", REF)
    newest, oldest, *_ = chain.pieces()
    assert (newest.commit, newest.parents) == (second, (first, base))
    assert {name: content for name, (_, content) in oldest.files.items()} == FILES
    assert oldest.files["facts.json"][0] == git.blob(FILES["facts.json"])
    assert git.git("fsck", "--strict", "--no-dangling") == ""
    assert (
        git.git("log", "--max-count=1", "--format=%an|%ae|%ct|%s", REF)
        == "gitcab|gitcab@localhost|1795000001|#2 closed"
    )


def test_neither_work_tree_nor_index_nor_branches_move(git, chain):
    git.write({"a.txt": "two"})
    before = git.git("status", "--short"), git.git("for-each-ref", "refs/heads")
    chain.append(FILES, [git.head()], "#1 closed", 1_795_000_000)
    assert (git.git("status", "--short"), git.git("for-each-ref", "refs/heads")) == before


def test_the_same_facts_give_the_same_commit(git, chain):
    first = chain.append(FILES, [git.head()], "#1 closed", 1_795_000_000)
    git.git("update-ref", "-d", REF)
    assert chain.append(FILES, [git.head()], "#1 closed", 1_795_000_000) == first


def test_a_piece_that_does_not_follow_the_tip_is_refused(git, chain):
    first = chain.append(FILES, [git.head()], "#1 closed", 1_795_000_000)
    with pytest.raises(CannotRead, match="meanwhile"):
        chain.append(FILES, [git.head()], "#2 closed", 1_795_000_001)
    assert chain.tip == first


def test_it_is_written_in_a_bare_clone_too(git):
    bare = git.bare_clone()
    chain = EvidenceChain(open_repository(bare.path))
    assert chain.append(FILES, [git.head()], "#1 closed", 1_795_000_000) == bare.git("rev-parse", REF)


def test_neither_hooks_nor_settings_of_the_repository_have_a_say(git, chain, tmp_path):
    hook = git.path / ".git/hooks/reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    hook.chmod(0o755)
    git.git("config", "user.name", "Mallory")
    chain.append(FILES, [git.head()], "#1 closed", 1_795_000_000)
    assert not (tmp_path / "ran").exists()
    assert git.git("log", "--max-count=1", "--format=%an", REF) == "gitcab"


def test_a_branch_of_a_like_name_is_no_evidence(git, chain):
    git.git("update-ref", f"{REF}/heads", git.head())
    assert chain.tip is None


def test_a_commit_without_a_statement_has_no_files(git, chain):
    git.git("update-ref", REF, git.head())
    (piece,) = chain.pieces()
    assert piece.files == {}
