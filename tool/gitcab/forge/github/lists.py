"""What else is read from GitHub: who is in a team, and which files a pull request changes."""

from dataclasses import dataclass
from typing import Any

from gitcab.forge.github.client import Client
from gitcab.forge.github.picking import pick
from gitcab.forge.unavailable import ForgeUnavailable

LIMIT = 3000
"""As many files GitHub tells of a pull request at most."""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that a pull request changes; `formerly` is its path before a rename."""

    path: str
    status: str
    formerly: str | None = None


def team_members(client: Client, team: str) -> tuple[str, ...]:
    """The logins in the team `organisation/team`, those of the teams below it included, in order.

    Raises ForgeUnavailable where the token may not read the organisation, as a workflow's own may not.
    """
    organisation, _, slug = team.partition("/")
    members = client.every(f"/orgs/{organisation}/teams/{slug}/members", lambda member: pick(member, "login", str))
    return tuple(sorted(members, key=str.casefold))


def changed_files(client: Client, repository: str, number: int) -> tuple[ChangedFile, ...]:
    """The files that the pull request changes; git tells it better, and without the limit.

    Raises ForgeUnavailable where GitHub may hide some.
    """
    files = client.every(f"/repos/{repository}/pulls/{number}/files", _changed)
    if len(files) >= LIMIT:
        raise ForgeUnavailable(f"pull request {number} changes {LIMIT} files or more; GitHub tells of no more")
    return tuple(files)


def _changed(answer: Any) -> ChangedFile:
    return ChangedFile(pick(answer, "filename", str), pick(answer, "status", str), answer.get("previous_filename"))
