"""What the payload of an event says: which pull request to look at. All else is read from GitHub anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gitcab.forge.github.picking import pick


@dataclass(frozen=True, slots=True)
class Poke:
    """A repository, and in it the commit of which the event speaks, with its pull request where the event names one.

    `base` is the commit on which a merge queue built its group, None for other events.
    """

    repository: str
    sha: str
    number: int | None = None
    base: str | None = None


def poke_of(payload: Mapping[str, Any]) -> Poke:
    """From the payload of pull_request(_target), pull_request_review, merge_group or workflow_run.

    The list of pull requests in a workflow_run is passed over: it is empty for forks, so its head
    commit is what tells. Raises ForgeUnavailable for any other payload.
    """
    repository = pick(payload, "repository.full_name", str)
    if "pull_request" in payload:
        return Poke(repository, pick(payload, "pull_request.head.sha", str), pick(payload, "pull_request.number", int))
    if "merge_group" in payload:
        base = pick(payload, "merge_group.base_sha", str)
        return Poke(repository, pick(payload, "merge_group.head_sha", str), base=base)
    return Poke(repository, pick(payload, "workflow_run.head_sha", str))
