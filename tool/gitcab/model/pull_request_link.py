"""The page on which a pushed branch becomes a pull request."""

import re
from urllib.parse import quote

_GITHUB = re.compile(
    r"(?:https?://(?:[^@/\s]+@)?github\.com/|(?:ssh://)?git@(?:ssh\.)?github\.com(?::\d+/|[:/]))"
    r"(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?"
)


def pull_request_link(remote_url: str, base: str | None, branch: str) -> str | None:
    """GitHub's page that compares the branch with its base; None for a remote on any other host.

    Without a base GitHub takes the default branch.
    """
    found = _GITHUB.fullmatch(remote_url)
    if found is None:
        return None
    span = f"{quote(base)}...{quote(branch)}" if base else quote(branch)
    return f"https://github.com/{found['owner']}/{found['name']}/compare/{span}?expand=1"
