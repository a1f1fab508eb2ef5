"""Which repository on GitHub a command is about where nobody has named one."""

import os
from pathlib import Path

from gitcab.cli._errors import CannotTell
from gitcab.cli._opening import open_estate
from gitcab.forge.github.access import Access
from gitcab.forge.github.naming import repository_named, repository_of_remote
from gitcab.store.committing import OwnClone


def own_repository(repo: Path, access: Access) -> str:
    """The owner/name of the repository whose workflow runs, or of the clone's origin.

    Raises CannotTell where neither is on that host.
    """
    if told := os.environ.get("GITHUB_REPOSITORY"):
        name = repository_named(told)
        message = "GITHUB_REPOSITORY names no repository"
    else:
        opened = open_estate(repo)
        place = opened.repository.top or opened.repository.git_dir
        remote = OwnClone(opened.repository, place).remote_url()
        name = repository_of_remote(remote, access.host) if remote else None
        message = f"this clone's origin is not on {access.host}"
    if name is None:
        raise CannotTell(message, "name the repository: OWNER/NAME#12, or set GITHUB_REPOSITORY to OWNER/NAME")
    return name
