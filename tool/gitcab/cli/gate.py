"""All of it for one pull request, in one answer and one exit code: the one required check."""

from datetime import UTC, datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._exit import Exit
from gitcab.cli._gating import as_of, judged_sides
from gitcab.cli._merged import demand_agreement, read_merged
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_option
from gitcab.cli._telling import tell
from gitcab.forge.recorded import read_recorded
from gitcab.model.gate import Decision, GateResult

_EPILOG = """\b
Examples:
  gitcab gate --base origin/main --head HEAD
  gitcab gate --base main --head pr-12 --pull-request facts.json
  gitcab gate --pull-request facts.json --format markdown

Exit code 0 says that it may merge, 1 that it is held, 3 that nobody can tell:
without the facts of the pull request nobody knows who has approved. The facts
are recorded by `gitcab cab facts PR > facts.json`.
"""

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
    merged = read_merged(open_estate(repo, by_index=False), *sides)
    if facts is not None:
        demand_agreement(facts, merged)
    known = as_of(facts, now) if facts else (None, present(now).astimezone(UTC))
    result = judged_sides(merged, sides, *known)
    tell(result, format_name, full=full)
    ctx.exit(_EXITS[result.decision])


COMMAND = gate
