"""The protected branch as this clone knows it, for questions whose answer must not come from a work tree."""

from gitcab.cli._errors import CannotTell
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead

_REMOTE = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master")
_LOCAL = ("refs/heads/main", "refs/heads/master")


def protected(repository: Repository, rev: str | None) -> tuple[str, str]:
    """The name and full commit id of the revision that was named, else of the default branch.

    That is origin's where there is one, in a bare clone its HEAD, and main or master where there is no
    remote. Raises CannotTell where none of these is there, CannotRead for an unknown revision.
    """
    if rev is not None:
        return rev, repository.resolve(rev)
    for name in (*_REMOTE, *(["HEAD"] if repository.is_bare else _LOCAL)):
        try:
            return name.removeprefix("refs/remotes/").removeprefix("refs/heads/"), repository.resolve(name)
        except CannotRead:
            continue
    raise CannotTell("this clone does not know which branch is the default one", "name it: --rev BRANCH")
