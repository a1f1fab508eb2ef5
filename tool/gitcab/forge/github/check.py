"""The verdict on the commit itself: a check run with its findings on the lines, or a plain commit status.

GitHub shows the last check run of a name, and the last status of a context. "neutral" and "skipped"
are never sent, for GitHub takes them for a yes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from gitcab.forge.github.client import Client
from gitcab.forge.github.lengths import DESCRIPTION, MESSAGE, TITLE, page, short
from gitcab.forge.github.picking import pick
from gitcab.model.finding import Finding, Severity

AT_ONCE = 50
"""Annotations that GitHub takes in one request."""

_LEVELS = {Severity.NOTE: "notice", Severity.WARNING: "warning", Severity.ERROR: "failure"}


@dataclass(frozen=True, slots=True)
class Check:
    """What a check run says: title in a line, summary in Markdown, findings on their lines.

    `conclusion` is None while the board has not decided: the check is in progress then.
    """

    name: str
    conclusion: Literal["success", "failure", "action_required"] | None
    title: str
    summary: str
    findings: Sequence[Finding] = ()
    details_url: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What a commit status says, in 140 characters."""

    context: str
    state: Literal["success", "failure", "pending", "error"]
    description: str
    target_url: str | None = None


def publish_check(client: Client, repository: str, sha: str, check: Check) -> None:
    """Makes one check run on the commit. Raises ForgeUnavailable; only the last request concludes it."""
    first, *rest = list(_batches(check.findings))
    path = f"/repos/{repository}/check-runs"
    made = client.send("POST", path, _run(check, first, is_last=not rest) | {"name": check.name, "head_sha": sha})
    for batch in rest:
        run = _run(check, batch, is_last=batch is rest[-1])
        client.send("PATCH", f"{path}/{pick(made, 'id', int)}", run, is_repeatable=False)


def publish_status(client: Client, repository: str, sha: str, status: Status) -> None:
    """Sets the status of that context on the commit. Raises ForgeUnavailable."""
    body = {
        "state": status.state,
        "context": short(status.context, TITLE),
        "description": short(status.description, DESCRIPTION),
    }
    link = {"target_url": status.target_url} if status.target_url else {}
    client.send("POST", f"/repos/{repository}/statuses/{sha}", body | link)


def _batches(findings: Sequence[Finding]) -> Iterator[Sequence[Finding]]:
    yield findings[:AT_ONCE]
    for start in range(AT_ONCE, len(findings), AT_ONCE):
        yield findings[start : start + AT_ONCE]


def _run(check: Check, findings: Sequence[Finding], *, is_last: bool) -> dict[str, Any]:
    output: dict[str, Any] = {"title": short(check.title, TITLE), "summary": page(check.summary)}
    if findings:
        output["annotations"] = [_annotation(finding) for finding in findings]
    concluded = is_last and check.conclusion is not None
    state = {"status": "completed", "conclusion": check.conclusion} if concluded else {"status": "in_progress"}
    link = {"details_url": check.details_url} if check.details_url else {}
    return {**state, **link, "output": output}


def _annotation(finding: Finding) -> dict[str, Any]:
    hint = f"\n{finding.hint}" if finding.hint else ""
    return {
        "path": finding.place.path,
        "start_line": finding.place.line,
        "end_line": finding.place.line,
        "annotation_level": _LEVELS[finding.severity],
        "title": short(finding.rule, TITLE),
        "message": f"{finding.message}{hint}"[:MESSAGE],
    }
