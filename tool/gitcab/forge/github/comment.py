"""One comment on the pull request that is edited in place, so that there is never a second one."""

from collections.abc import Iterator
from typing import Any

from gitcab.forge.github.client import Client
from gitcab.forge.github.lengths import COMMENT, page
from gitcab.forge.github.picking import pick

MARKER = "<!-- gitcab -->"
"""How the comment begins; whoever else writes it is not us, so it alone says nothing."""

_QUERY = """
query Comments($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId body viewerDidAuthor }
      }
    }
  }
}
"""


def publish_comment(client: Client, repository: str, number: int, text: str) -> None:
    """Writes the Markdown into our comment, or makes it; nothing is sent where it says so already.

    Ours is the first that begins with the marker and that GitHub knows as written by the account
    of this token. Raises ForgeUnavailable.
    """
    body = f"{MARKER}\n{page(text, COMMENT - len(MARKER) - 1)}"
    ours = next((each for each in _comments(client, repository, number) if _is_ours(each)), None)
    if ours is None:
        path = f"/repos/{repository}/issues/{number}/comments"
        client.send("POST", path, {"body": body}, is_repeatable=False)
    elif pick(ours, "body", str) != body:
        comment = int(pick(ours, "fullDatabaseId", str))
        client.send("PATCH", f"/repos/{repository}/issues/comments/{comment}", {"body": body})


def _is_ours(comment: Any) -> bool:
    return pick(comment, "viewerDidAuthor", bool) and pick(comment, "body", str).startswith(MARKER)


def _comments(client: Client, repository: str, number: int) -> Iterator[Any]:
    owner, _, name = repository.partition("/")
    cursor, more = None, True
    while more:
        answer = client.graphql(_QUERY, owner=owner, name=name, number=number, after=cursor)
        found = pick(answer, "repository.pullRequest.comments", dict)
        yield from pick(found, "nodes", list)
        more = pick(found, "pageInfo.hasNextPage", bool)
        cursor = pick(found, "pageInfo.endCursor", str) if more else None
