"""From one pull request, or a merge queue's group of them, to what GitHub shows: status, comment, labels, requests."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from gitcab.cli._errors import CannotTell
from gitcab.cli._fetching import fetch_spoken_of
from gitcab.cli._gating import gated, judged_sides
from gitcab.cli._merged import read_merged
from gitcab.cli._opening import Opened
from gitcab.forge.github.check import Check, Status, publish_check, publish_status
from gitcab.forge.github.client import Client
from gitcab.forge.github.comment import publish_comment
from gitcab.forge.github.facts import read_facts
from gitcab.forge.github.labels import FAMILY, set_labels
from gitcab.forge.github.pull import pull_requests_with
from gitcab.forge.github.requesting import request_reviews
from gitcab.forge.github.suggesting import LineComment, publish_line_comments
from gitcab.model.gate import Decision, GateResult
from gitcab.model.pull_request import PullRequest
from gitcab.reports import Look, render
from gitcab.store.fetching import deepen, fetch_commits

NAME = "gitcab"
"""Of the status, or check, that a ruleset requires."""

_STATES: Mapping[Decision, Literal["success", "failure", "pending", "error"]] = {
    Decision.ALLOWED: "success",
    Decision.PENDING: "pending",
    Decision.REFUSED: "failure",
    Decision.UNKNOWN: "error",
}
_CONCLUSIONS: Mapping[Decision, Literal["success", "failure", "action_required"] | None] = {
    Decision.ALLOWED: "success",
    Decision.PENDING: None,
    Decision.REFUSED: "failure",
    Decision.UNKNOWN: "action_required",
}
_ONE_LINE = 1000
_ATTEMPTS = 3
_GRAVEST = (Decision.ALLOWED, Decision.PENDING, Decision.UNKNOWN, Decision.REFUSED)


@dataclass(frozen=True, slots=True)
class Desk:
    """What decides and tells: GitHub, a clone of `repository` (owner/name), and the one branch that the board guards.

    `as_check` tells the decision as a check run, which suits a GitHub App; else as a commit status.
    """

    client: Client
    opened: Opened
    repository: str
    into: str
    as_check: bool

    def publish(self, number: int) -> GateResult:
        """Decides pull request `number` as it is now and tells it. Raises CannotRead or CannotTell."""
        facts, result = self._decided(number)
        self.say(facts.head.sha, result)
        publish_comment(self.client, self.repository, number, render(result, "markdown", Look()))
        set_labels(self.client, self.repository, number, set(_labels(result)))
        publish_line_comments(self.client, self.repository, number, facts.head.sha, _suggested(result))
        if result.decision is Decision.PENDING and not facts.draft:
            request_reviews(self.client, self.repository, number, _asked(result, facts))
        return result

    def _decided(self, number: int) -> tuple[PullRequest, GateResult]:
        """The facts, and what follows from them; where they have changed meanwhile, it is decided again."""
        facts = read_facts(self.client, self.repository, number)
        for _ in range(_ATTEMPTS):
            fetch_spoken_of(self.opened, facts)
            result = gated(self.opened, facts)
            now = read_facts(self.client, self.repository, number)
            if now.model_copy(update={"as_of": facts.as_of}) == facts:
                return facts, result
            facts = now
        raise CannotTell(f"pull request {number} keeps changing while it is decided", "run it again")

    def publish_group(self, base: str, head: str) -> GateResult:
        """Decides what a merge queue would merge at once: each pull request in it, and all of them together.

        `base` and `head` are the group's commits. Raises CannotRead or CannotTell, also where a
        commit of the group belongs to no pull request.
        """
        if not fetch_commits(self.opened.repository, (base, head)):
            deepen(self.opened.repository, base, (head,))
        decided = [self.publish(number) for number in self._numbers(base, head)]
        whole = judged_sides(read_merged(self.opened, base, head), (base, head), None, datetime.now(UTC))
        worst = max((one.decision for one in decided), key=_GRAVEST.index, default=Decision.UNKNOWN)
        together = Decision.REFUSED if whole.errors else worst
        result = replace(whole, decision=together, unknown=() if decided else ("the group holds no pull request",))
        self.say(head, result)
        return result

    def say(self, sha: str, result: GateResult) -> None:
        """The decision on the commit itself. Raises ForgeUnavailable."""
        told = render(result, "text", Look(_ONE_LINE)).partition("\n")[0]
        link = _run_page(os.environ)
        if self.as_check:
            summary = render(result, "markdown", Look())
            check = Check(NAME, _CONCLUSIONS[result.decision], told, summary, result.findings, link)
            publish_check(self.client, self.repository, sha, check)
        else:
            publish_status(self.client, self.repository, sha, Status(NAME, _STATES[result.decision], told, link))

    def say_unknown(self, sha: str, reason: str) -> None:
        """That nobody can tell, so that an earlier yes on the commit does not stand. Raises ForgeUnavailable."""
        self.say(sha, GateResult(Decision.UNKNOWN, self.into, sha, unknown=(reason,)))

    def _numbers(self, base: str, head: str) -> list[int]:
        """Those whose commits are in the group. The queue's own merges of them belong to none."""
        numbers: set[int] = set()
        for commit in self.opened.repository.commits_between(base, head):
            found = pull_requests_with(self.client, self.repository, commit.commit)
            if not found and len(commit.parents) < 2:
                hint = "let the merge queue merge with merge commits, so that each commit is one that was reviewed"
                raise CannotTell(f"commit {commit.commit[:12]} of the group belongs to no open pull request", hint)
            numbers |= found.keys()
        return sorted(numbers)


def _labels(result: GateResult) -> Iterator[str]:
    yield f"{FAMILY}{result.decision}"
    if risks := [one.risk.level for one in result.outlines if one.risk]:
        yield f"{FAMILY}risk {max(risks).name.lower().replace('_', ' ')}"


def _suggested(result: GateResult) -> Iterator[LineComment]:
    for one in result.suggestions:
        yield LineComment(one.path, one.line, render(one, "markdown", Look()))


def _asked(result: GateResult, facts: PullRequest) -> set[str]:
    """Who could still satisfy what is needed, and has not reviewed what is there now."""
    heard = {one.author.casefold() for one in facts.reviews if one.commit == facts.head.sha}
    eligible = {login for one in result.verdict.needed for login in one.eligible} if result.verdict else set()
    return {login for login in eligible if login.casefold() not in heard}


def _run_page(environment: Mapping[str, str]) -> str | None:
    """The page of the workflow run that says so."""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    if not all(environment.get(name) for name in names):
        return None
    server, repository, run = (environment[name] for name in names)
    return f"{server}/{repository}/actions/runs/{run}"
