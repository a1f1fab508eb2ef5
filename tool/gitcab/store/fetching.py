"""Bringing commits of others into a clone, as objects that no branch names; nothing is checked out."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from gitcab.store.git import Runner
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead

_REMOTE = "origin"
_OPTIONS = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance")


# A shallow clone is first given that much of the history, and each time it does not do twice as much.
_DEPTH = 100
_DEEPEST = 100_000


def fetch_commits(repository: Repository, commits: Iterable[str]) -> tuple[str, ...]:
    """Asks `origin`, as its clone's owner would, for the commits (full ids) that lack; gives those it has not.

    Each comes with its history, in a shallow clone with some of it, and lives until git tidies up.
    """
    wanted = missing(repository, commits)
    if wanted:
        depth = [f"--depth={_DEPTH}"] * repository.is_shallow
        with suppress(CannotRead):
            _fetch(repository, wanted, *depth)
            return missing(repository, wanted)
        for one in wanted:
            with suppress(CannotRead):
                _fetch(repository, (one,), *depth)
    return missing(repository, wanted)


def deepen(repository: Repository, base: str, heads: Iterable[str]) -> None:
    """Has a shallow clone fetch from `origin` as much of the history as tells where each head has left the base.

    All of them are there already. Where origin does not answer, nothing is done: whoever asks for what is
    still unknown is told.
    """
    depth, kept = _DEPTH, tuple(heads)
    with suppress(CannotRead):
        while repository.is_shallow and (unsure := [one for one in kept if not _is_settled(repository, base, one)]):
            how = f"--deepen={depth}" if depth <= _DEEPEST else "--unshallow"
            _fetch(repository, (base, *unsure), how)
            depth *= 2


def _is_settled(repository: Repository, base: str, head: str) -> bool:
    try:
        repository.commits_between(base, head)
        return repository.merge_base(base, head) is not None
    except CannotRead:
        return False


def _fetch(repository: Repository, commits: Sequence[str], *how: str) -> None:
    runner = Runner("-C", str(repository.git_dir), f"--git-dir={repository.git_dir}", in_their_name=True)
    runner.ask("fetch", *_OPTIONS, *how, "--end-of-options", _REMOTE, *commits)


def missing(repository: Repository, commits: Iterable[str]) -> tuple[str, ...]:
    """Those of the commits that the clone has not, in their order."""
    return tuple(one for one in dict.fromkeys(commits) if not _has(repository, one))


def _has(repository: Repository, commit: str) -> bool:
    try:
        return repository.resolve(commit) == commit
    except CannotRead:
        return False
