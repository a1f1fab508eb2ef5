"""What the verdict would be if these people approved, or asked for changes."""

from datetime import datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option
from gitcab.cli._options import format_option, repository_option
from gitcab.cli.cab._deciding import decided, facts_as_of, facts_option, leave
from gitcab.model.pull_request import PullRequest, Review, ReviewState
from gitcab.model.verdict import Verdict

_EPILOG = """\b
Examples:
  gitcab cab simulate --pull-request facts.json --approve dortiz
  gitcab cab simulate --pull-request facts.json --object plange

They would review the head as it is, at the moment of the facts.
"""


@click.command(epilog=_EPILOG)
@facts_option
@click.option("--approve", "approving", metavar="LOGIN", multiple=True, help="Who approves; repeat it for several.")
@click.option("--object", "objecting", metavar="LOGIN", multiple=True, help="Who asks for changes.")
@now_option
@repository_option
@format_option(Verdict)
def simulate(
    facts_file: Path,
    approving: tuple[str, ...],
    objecting: tuple[str, ...],
    now: datetime | None,
    repo: Path,
    format_name: str,
) -> None:
    """Decide as if these people had reviewed the pull request; nothing is written anywhere."""
    facts = facts_as_of(facts_file, now)
    if not approving and not objecting:
        raise click.UsageError("say who reviews it: --approve LOGIN or --object LOGIN")
    facts = _reviewed(_reviewed(facts, approving, "approved"), objecting, "changes_requested")
    leave(decided(repo, facts), format_name)


def _reviewed(facts: PullRequest, logins: tuple[str, ...], state: ReviewState) -> PullRequest:
    after = max((one.id for one in facts.reviews), default=0) + 1
    added = (
        Review(id=number, author=login, bot=False, state=state, commit=facts.head.sha, submitted_at=facts.as_of)
        for number, login in enumerate(logins, after)
    )
    return facts.model_copy(update={"reviews": (*facts.reviews, *added)})


COMMAND = simulate
