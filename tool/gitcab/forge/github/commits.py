"""The commits of a pull request with all who made them, and the tips of its branches, as GitHub knows them.

REST tells who wrote and who committed, the web interface ("web-flow") among them; only GraphQL
resolves the co-authors, whom messages name by e-mail.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gitcab.forge.github.client import Client
from gitcab.forge.github.picking import login_of, pick
from gitcab.forge.unavailable import ForgeUnavailable

LIMIT = 250
"""As many commits GitHub tells of a pull request at most."""

_QUERY = """
query Authors($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      headRefOid
      baseRef { target { oid } }
      commits(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { commit { oid authors(first: 100) { totalCount nodes { user { login } } } } }
      }
    }
  }
}
"""


@dataclass
class Authors:
    """Both tips, and the co-authors of each commit: "" for one whose account GitHub does not know."""

    base_sha: str = ""
    head_sha: str = ""
    co_authors: dict[str, list[str]] = field(default_factory=dict)


def commits(client: Client, repository: str, number: int, co_authors: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """Every commit in the shape of gitcab.facts/1; raises ForgeUnavailable where GitHub may hide some."""
    found = client.every(f"/repos/{repository}/pulls/{number}/commits", _made)
    if len(found) >= LIMIT:
        hint = "squash its commits, or split it"
        raise ForgeUnavailable(f"pull request {number} has {LIMIT} commits or more; GitHub tells of no more", hint)
    if {commit["sha"] for commit in found} != co_authors.keys():
        raise ForgeUnavailable(f"the commits of pull request {number} changed while they were read", "run it again")
    return [{**commit, "co_authors": co_authors[commit["sha"]]} for commit in found]


def _made(answer: Any) -> dict[str, str]:
    people = {role: login_of(answer, role) for role in ("author", "committer")}
    return {"sha": pick(answer, "sha", str), **people}


def authors(client: Client, repository: str, number: int) -> Authors:
    """Asks page after page. Raises ForgeUnavailable for an unknown pull request or one whose base is gone."""
    owner, _, name = repository.partition("/")
    found, cursor, more = Authors(), None, True
    while more:
        answer = client.graphql(_QUERY, owner=owner, name=name, number=number, after=cursor)
        pull = pick(answer, "repository.pullRequest", dict)
        found.head_sha = pick(pull, "headRefOid", str)
        found.base_sha = pick(pull, "baseRef.target.oid", str)
        found.co_authors |= dict(_co_authors(node) for node in pick(pull, "commits.nodes", list))
        more = pick(pull, "commits.pageInfo.hasNextPage", bool)
        cursor = pick(pull, "commits.pageInfo.endCursor", str) if more else None
    return found


def _co_authors(node: Any) -> tuple[str, list[str]]:
    """The first of a commit's authors is git's own, the others are named in its message."""
    sha = pick(node, "commit.oid", str)
    people = pick(node, "commit.authors.nodes", list)
    if len(people) != pick(node, "commit.authors.totalCount", int):
        raise ForgeUnavailable(f"commit {sha} has more authors than GitHub tells of at once")
    return sha, [login_of(person, "user") for person in people[1:]]
