"""Who has approved a pull request, who is still needed, and why."""

from datetime import datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option
from gitcab.cli._options import format_option, repository_option
from gitcab.cli.cab._deciding import decided, facts_as_of, facts_option, leave
from gitcab.model.verdict import Verdict

_EPILOG = """\b
Examples:
  gitcab cab facts 12 > facts.json
  gitcab cab verdict --pull-request facts.json

Base and head are those of the facts. The policy, the teams and the windows are
the base's; impact and risk are the worse of the base and of what a merge would
give. Exit code 0 says that it is allowed, 1 that it is pending or refused, 3
that nobody can tell.
"""


@click.command(epilog=_EPILOG)
@facts_option
@now_option
@repository_option
@format_option(Verdict)
def verdict(facts_file: Path, now: datetime | None, repo: Path, format_name: str) -> None:
    """Decide whether the pull request has the approvals that it needs."""
    leave(decided(repo, facts_as_of(facts_file, now)), format_name)


COMMAND = verdict
