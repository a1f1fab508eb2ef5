"""From a file of facts to the verdict, and to its exit code."""

from datetime import UTC, datetime
from pathlib import Path

import click

from gitcab.cli._exit import Exit
from gitcab.cli._opening import open_estate
from gitcab.cli._telling import tell
from gitcab.forge.recorded import read_recorded
from gitcab.model.pull_request import PullRequest
from gitcab.model.verdict import Verdict, VerdictStatus
from gitcab.policies.proposal import proposal
from gitcab.policies.verdict import decide

facts_option = click.option(
    "--pull-request",
    "facts_file",
    metavar="FACTS",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Facts as `gitcab cab facts` records them.",
)


def facts_as_of(path: Path, now: datetime | None) -> PullRequest:
    """The facts in that file; `now` stands in the place of the moment as of which they are."""
    facts = read_recorded(path)
    if now is None:
        return facts
    return facts.model_copy(update={"as_of": now.astimezone(UTC).isoformat(timespec="seconds")})


def decided(repo: Path, facts: PullRequest) -> Verdict:
    """The verdict on that pull request, by the repository there; raises CannotRead where nobody can tell."""
    opened = open_estate(repo, by_index=False)
    return decide(proposal(opened.revisions(), facts))


def leave(verdict: Verdict, format_name: str) -> None:
    """Tells the verdict; only one that allows is exit 0."""
    tell(verdict, format_name)
    is_allowed = verdict.status is VerdictStatus.ALLOWED
    click.get_current_context().exit(Exit.CLEAN if is_allowed else Exit.FINDINGS)
