"""Comments on lines of the pull request, each made once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gitcab.forge.github.client import Client
from gitcab.forge.github.lengths import COMMENT, page
from gitcab.forge.github.picking import pick
from gitcab.forge.unavailable import ForgeUnavailable

_INVALID = 422
_MOST = 20


@dataclass(frozen=True, slots=True)
class LineComment:
    """Markdown for a line, counted from 1, of a file as the head has it."""

    path: str
    line: int
    text: str


def publish_line_comments(
    client: Client, repository: str, number: int, head: str, comments: Iterable[LineComment]
) -> tuple[LineComment, ...]:
    """Makes those that do not stand there yet, at most 20; gives those that GitHub would not take.

    It takes none for a line that is not in the diff as it sees it. Raises ForgeUnavailable.
    """
    path = f"/repos/{repository}/pulls/{number}/comments"
    there = set(client.every(path, _identity))
    new = [one for one in comments if (one.path, _body(one)) not in there][:_MOST]
    return tuple(one for one in new if not _is_taken(client, path, head, one))


def _identity(comment: Any) -> tuple[str, str]:
    """Where it stands and what it says; GitHub may give line breaks back as CRLF."""
    return pick(comment, "path", str), pick(comment, "body", str).replace("\r\n", "\n").strip()


def _body(one: LineComment) -> str:
    return page(one.text, COMMENT).strip()


def _is_taken(client: Client, path: str, head: str, one: LineComment) -> bool:
    body = {"body": _body(one), "commit_id": head, "path": one.path, "line": one.line, "side": "RIGHT"}
    try:
        client.send("POST", path, body, is_repeatable=False)
    except ForgeUnavailable as error:
        if error.status != _INVALID:
            raise
        return False
    return True
