"""How people name a pull request: a number, owner/name#number, or its page's address."""

import re

_NAME = r"(?P<repository>[A-Za-z0-9][A-Za-z0-9-]*/(?!\.{1,2}(?:$|[#/]))[\w.-]+)"
_NUMBER = r"(?P<number>[1-9][0-9]{0,17})"
_SHORT = re.compile(rf"(?:{_NAME})?#?{_NUMBER}", re.ASCII)
_PAGE = re.compile(rf"https?://(?P<host>[^/@\s]+)/{_NAME}/pull/{_NUMBER}(?:[/?#].*)?", re.ASCII)
_REMOTE = re.compile(
    rf"(?:https?://(?:[^@/\s]+@)?|ssh://(?:[^@/\s]+@)?|[\w.-]+@)(?P<host>[^/:@\s]+)(?::\d+/|[:/]){_NAME}", re.ASCII
)
_REPOSITORY = re.compile(_NAME, re.ASCII)


def pull_request_named(text: str, host: str) -> tuple[str | None, int] | None:
    """Repository (None where only a number is given) and number; None where it names no pull request on that host."""
    if page := _PAGE.fullmatch(text):
        return (page["repository"], int(page["number"])) if page["host"].lower() == host else None
    short = _SHORT.fullmatch(text)
    if short is None or (short["repository"] and "#" not in text):
        return None
    return short["repository"], int(short["number"])


def repository_named(text: str) -> str | None:
    """The text if it is an owner/name, else None."""
    return text if _REPOSITORY.fullmatch(text) else None


def repository_of_remote(remote_url: str, host: str) -> str | None:
    """The owner/name that a clone's remote has on that host; None for a remote anywhere else."""
    found = _REMOTE.fullmatch(remote_url.removesuffix("/").removesuffix(".git"))
    return found["repository"] if found and found["host"].lower().removeprefix("ssh.") == host else None
