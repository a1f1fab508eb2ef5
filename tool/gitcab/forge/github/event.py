"""What the payload of an event says: which pull request to look at. All else is read from GitHub anew."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gitcab.forge.github.picking import pick
from gitcab.forge.unavailable import ForgeUnavailable

_LARGEST = 30_000_000
"""Bytes; GitHub's payloads have at most 25 MB."""


@dataclass(frozen=True, slots=True)
class Poke:
    """A repository, and in it the commit of which the event speaks, with its pull request where the event names one.

    `base` is the commit on which a merge queue built its group, None for other events.
    """

    repository: str
    sha: str
    number: int | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody typed into the form of a workflow: the fields that are not empty, and whose account it was."""

    sender: str
    sender_number: int
    fields: Mapping[str, str]


def read_payload(path: Path) -> Mapping[str, Any]:
    """The payload of an event, from the file in which a runner keeps it. Raises ForgeUnavailable."""
    try:
        with path.open("rb") as file:
            payload = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError) as error:
        raise ForgeUnavailable(f"{path} holds no payload of an event: {error}") from None
    return payload if isinstance(payload, dict) else {}


def form_of(payload: Mapping[str, Any]) -> Form:
    """From the payload of workflow_dispatch. Raises ForgeUnavailable for any other."""
    inputs = pick(payload, "inputs", dict)
    fields = {name: value.strip() for name, value in inputs.items() if isinstance(value, str) and value.strip()}
    return Form(pick(payload, "sender.login", str), pick(payload, "sender.id", int), fields)


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
