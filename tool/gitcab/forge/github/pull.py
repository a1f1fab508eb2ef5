"""What GitHub says of one pull request, and which others are open."""

from dataclasses import dataclass
from typing import Any

from gitcab.forge.github.client import Client
from gitcab.forge.github.picking import pick, pick_or_none


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request as it was at one moment; `updated_at` moves with most of what happens to it."""

    author: str
    draft: bool
    labels: tuple[str, ...]
    opened_at: str
    merged_at: str | None
    updated_at: str
    state: str
    base_ref: str
    head_ref: str
    head_sha: str


def pull_of(answer: Any) -> Pull:
    """The pull request that an answer, or a webhook's payload, describes. Raises ForgeUnavailable."""
    return Pull(
        author=pick(answer, "user.login", str),
        draft=pick(answer, "draft", bool),
        labels=tuple(sorted(pick(label, "name", str) for label in pick(answer, "labels", list))),
        opened_at=pick(answer, "created_at", str),
        merged_at=pick_or_none(answer, "merged_at", str),
        updated_at=pick(answer, "updated_at", str),
        state=pick(answer, "state", str),
        base_ref=pick(answer, "base.ref", str),
        head_ref=pick(answer, "head.ref", str),
        head_sha=pick(answer, "head.sha", str),
    )


def open_pull_requests(client: Client, repository: str, but: int) -> list[dict[str, Any]]:
    """All others that are open, in the order of their numbers, in the shape of gitcab.facts/1."""
    found = client.every(f"/repos/{repository}/pulls", _open, state="open", sort="created", direction="asc")
    return sorted((each for each in found if each["number"] != but), key=lambda each: int(each["number"]))


def _open(answer: Any) -> dict[str, Any]:
    head = {"sha": pick(answer, "head.sha", str)}
    return {"number": pick(answer, "number", int), "head": head, "draft": pick(answer, "draft", bool)}


def pull_requests_with(client: Client, repository: str, sha: str) -> dict[int, str]:
    """The open pull requests that this commit belongs to: number and head commit of each.

    An event that names no pull request means those whose head the commit is; a merge queue's
    group means those of every commit in it.
    """
    found = client.every(f"/repos/{repository}/commits/{sha}/pulls", _listed)
    return dict(sorted((number, head) for number, head, state in found if state == "open"))


def _listed(answer: Any) -> tuple[int, str, str]:
    return pick(answer, "number", int), pick(answer, "head.sha", str), pick(answer, "state", str)
