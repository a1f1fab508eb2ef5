"""Bringing commits of others into a clone, as objects that no branch names; nothing is checked out."""

from collections.abc import Iterable
from contextlib import suppress

from gitcab.store.git import Runner
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead

_REMOTE = "origin"
_OPTIONS = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance")


def fetch_commits(repository: Repository, commits: Iterable[str]) -> tuple[str, ...]:
    """Asks `origin`, as its clone's owner would, for the commits (full ids) that lack; gives those it has not.

    Each comes with its whole history, and lives until git tidies up.
    """
    wanted = missing(repository, commits)
    if wanted:
        place = ("-C", str(repository.git_dir), f"--git-dir={repository.git_dir}")
        runner = Runner(*place, in_their_name=True)
        with suppress(CannotRead):
            _fetch(runner, wanted)
            return missing(repository, wanted)
        for one in wanted:
            with suppress(CannotRead):
                _fetch(runner, (one,))
    return missing(repository, wanted)


def _fetch(runner: Runner, commits: tuple[str, ...]) -> None:
    runner.ask("fetch", *_OPTIONS, "--end-of-options", _REMOTE, *commits)


def missing(repository: Repository, commits: Iterable[str]) -> tuple[str, ...]:
    """Those of the commits that the clone has not, in their order."""
    return tuple(one for one in dict.fromkeys(commits) if not _has(repository, one))


def _has(repository: Repository, commit: str) -> bool:
    try:
        return repository.resolve(commit) == commit
    except CannotRead:
        return False
