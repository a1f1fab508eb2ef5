"""A branch with one commit, made and pushed in somebody's own name, from files in their work tree."""

from collections.abc import Iterable
from pathlib import Path

from gitcab.store.git import Runner
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead

_REMOTE = "origin"


class OwnClone:
    """Somebody's clone at `top`. Every method raises CannotRead where git refuses."""

    def __init__(self, repository: Repository, top: Path) -> None:
        place = ("-C", str(top), f"--git-dir={repository.git_dir}", f"--work-tree={top}")
        self._repository = repository
        self._runner = Runner(*place, "-c", "user.useConfigOnly=true", in_their_name=True)

    def demand_identity(self) -> None:
        """Raises CannotRead where git's settings do not say who commits."""
        try:
            self._runner.ask("var", "GIT_COMMITTER_IDENT")
            self._runner.ask("var", "GIT_AUTHOR_IDENT")
        except CannotRead:
            hint = 'git config --global user.name "…" and git config --global user.email "…"'
            raise CannotRead("git does not know who you are", hint) from None

    def staged(self) -> tuple[str, ...]:
        """The paths, from git's top, that are staged for the next commit."""
        told = self._runner.ask("diff-index", "--cached", "--name-only", "-z", "HEAD", "--") or ""
        return tuple(path for path in told.split("\0") if path)

    def has_branch(self, name: str) -> bool:
        """Whether there is a branch of just this name, here or, as far as is known here, at origin."""
        return any(self._has_ref(f"{folder}/{name}") for folder in ("refs/heads", "refs/remotes/origin"))

    def _has_ref(self, name: str) -> bool:
        return self._runner.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name, no=(1, 128)) is not None

    def commit(self, branch: str, paths: Iterable[str], message: str) -> str:
        """A new branch at HEAD with one commit of these paths as they are on disk; it is checked out then."""
        head = self._repository.resolve("HEAD")
        self._runner.ask("update-index", "--add", "--remove", "--", *paths)
        tree = self._runner.ask("write-tree") or ""
        signed = ("-S",) if self._setting("commit.gpgSign") == "true" else ()
        commit = self._runner.ask("commit-tree", *signed, "-p", head, "-m", message, tree) or ""
        self._runner.ask("update-ref", "-m", "gitcab", f"refs/heads/{branch}", commit, "")
        self._runner.ask("symbolic-ref", "-m", "gitcab", "HEAD", f"refs/heads/{branch}")
        return commit

    def push(self, branch: str) -> None:
        """Pushes the branch to `origin`, which it follows from then on."""
        ref = f"refs/heads/{branch}"
        self._runner.ask("push", "--quiet", "--set-upstream", _REMOTE, f"{ref}:{ref}")

    def remote_url(self) -> str | None:
        """The address of `origin`, None where there is no such remote."""
        return self._runner.ask("config", "--get", f"remote.{_REMOTE}.url", no=(1,))

    def _setting(self, name: str) -> str | None:
        return self._runner.ask("config", "--type=bool", "--get", name, no=(1,))
