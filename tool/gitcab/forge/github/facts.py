"""From a pull request on GitHub to facts that hold together: all of one moment, or none at all."""

from datetime import datetime
from typing import Any

from gitcab.forge._facts import facts_of
from gitcab.forge.github.client import Client
from gitcab.forge.github.commits import authors, commits
from gitcab.forge.github.pull import Pull, open_pull_requests, pull_of
from gitcab.forge.github.reviews import reviews
from gitcab.forge.unavailable import ForgeUnavailable
from gitcab.model.pull_request import PullRequest

_READINGS = 3


def read_facts(client: Client, repository: str, number: int) -> PullRequest:
    """The facts of pull request `number` of `owner/name`, as of the last word that GitHub said of it.

    Raises ForgeUnavailable where anything lacks, where commits were pushed meanwhile, and where
    it keeps changing while it is read.
    """
    path = f"/repos/{repository}/pulls/{number}"
    before = pull_of(client.get(path).content)
    for _ in range(_READINGS):
        plain = _plain(client, repository, number, before)
        answer = client.get(path)
        after = pull_of(answer.content)
        if plain["head"]["sha"] != after.head_sha:
            raise ForgeUnavailable(f"commits were pushed to pull request {number} while it was read", "run it again")
        if after == before:
            return facts_of({**plain, "as_of": _written(answer.moment)}, "GitHub's answer")
        before = after
    raise ForgeUnavailable(f"pull request {number} keeps changing while it is read", "run it again")


def _plain(client: Client, repository: str, number: int, pull: Pull) -> dict[str, Any]:
    """The facts in the shape of gitcab.facts/1, but for their moment."""
    made_by = authors(client, repository, number)
    if made_by.head_sha != pull.head_sha:
        raise ForgeUnavailable(f"commits were pushed to pull request {number} while it was read", "run it again")
    return {
        "schema": "gitcab.facts/1",
        "repository": repository,
        "number": number,
        "author": pull.author,
        "draft": pull.draft,
        "labels": list(pull.labels),
        "opened_at": pull.opened_at,
        "merged_at": pull.merged_at,
        "base": {"ref": pull.base_ref, "sha": made_by.base_sha},
        "head": {"ref": pull.head_ref, "sha": pull.head_sha},
        "commits": commits(client, repository, number, made_by.co_authors),
        "reviews": reviews(client, repository, number),
        "open_pull_requests": open_pull_requests(client, repository, but=number),
    }


def _written(moment: datetime | None) -> str:
    """GitHub's clock, not this machine's, says when the facts held."""
    if moment is None:
        raise ForgeUnavailable("GitHub's answer has no date", "see whether a proxy takes its headers away")
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
