"""All of it for one pull request, in one answer and one exit code: the one required check."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._exit import Exit
from gitcab.cli._merged import Merged, demand_agreement, read_merged, read_nearby
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_option
from gitcab.cli._suggesting import suggestions
from gitcab.cli._telling import tell
from gitcab.forge.recorded import read_recorded
from gitcab.model.gate import Decision, GateResult
from gitcab.model.moment import instant
from gitcab.model.pull_request import PullRequest
from gitcab.policies.gate import Case, unmerged
from gitcab.policies.gate import gate as judged
from gitcab.policies.proposal import proposal
from gitcab.policies.verdict import decide

_EPILOG = """\b
Examples:
  gitcab gate --base origin/main --head HEAD
  gitcab gate --base main --head pr-12 --pull-request facts.json
  gitcab gate --pull-request facts.json --format markdown

Exit code 0 says that it may merge, 1 that it is held, 3 that nobody can tell:
without the facts of the pull request nobody knows who has approved. The facts
are recorded by `gitcab cab facts PR > facts.json`.
"""

_NO_FACTS = "who has approved was not looked at: give the facts with --pull-request"
_EXITS = {
    Decision.ALLOWED: Exit.CLEAN,
    Decision.PENDING: Exit.FINDINGS,
    Decision.REFUSED: Exit.FINDINGS,
    Decision.UNKNOWN: Exit.CANNOT_TELL,
}


@click.command(epilog=_EPILOG)
@click.option("--base", metavar="REV", help="The branch to merge into, by default that of the facts.")
@click.option("--head", metavar="REV", help="The branch to be merged, by default that of the facts.")
@click.option(
    "--pull-request",
    "facts_file",
    metavar="FACTS",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Facts as `gitcab cab facts` records them: reviews, authors, other pull requests.",
)
@now_option
@repository_option
@format_option(GateResult)
@full_option
@click.pass_context
def gate(
    ctx: click.Context,
    base: str | None,
    head: str | None,
    facts_file: Path | None,
    now: datetime | None,
    repo: Path,
    format_name: str,
    full: bool,
) -> None:
    """Say whether the pull request from --head into --base may be merged, and what is missing."""
    facts = read_recorded(facts_file) if facts_file else None
    if facts is None and not (base and head):
        raise click.UsageError("give --base REV and --head REV, or the facts of a pull request: --pull-request FACTS")
    sides = (base or (facts.base.sha if facts else ""), head or (facts.head.sha if facts else ""))
    merged = read_merged(open_estate(repo), *sides)
    if facts is not None:
        demand_agreement(facts, merged)
    result = _judged(merged, sides, *_as_of(facts, now))
    tell(result, format_name, full=full)
    ctx.exit(_EXITS[result.decision])


def _as_of(facts: PullRequest | None, now: datetime | None) -> tuple[PullRequest | None, datetime]:
    """The moment of the facts, so that the same facts give the same answer; `--now` stands in its place."""
    if facts is None:
        return None, present(now).astimezone(UTC)
    if now is None:
        return facts, instant(facts.as_of, "UTC")
    return facts.model_copy(update={"as_of": now.astimezone(UTC).isoformat().replace("+00:00", "Z")}), now.astimezone(
        UTC
    )


def _judged(merged: Merged, sides: tuple[str, str], facts: PullRequest | None, now: datetime) -> GateResult:
    policy = merged.policy
    if merged.tree is None:
        return unmerged(*sides, merged.changed, facts)
    nearby = read_nearby(merged, facts.open_pull_requests if facts else ())
    case = Case(
        *sides,
        before=merged.before,
        after=merged.after(merged.tree),
        changed=merged.changed,
        policy=policy,
        now=now,
        pull_request=facts,
        verdict=decide(proposal(merged.revisions, facts)) if facts else None,
        nearby=nearby.changes,
        missing=() if facts else (_NO_FACTS,),
        remarks=nearby.remarks,
    )
    result = judged(case)
    return replace(result, suggestions=suggestions(result, merged), as_of=now)


COMMAND = gate
