"""What an auditor asks of changes: who wanted them, who agreed and when, what came of them, and where that is kept."""

from datetime import UTC, datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_option
from gitcab.cli._protected import protected
from gitcab.cli._telling import tell
from gitcab.cli.audit._evidence import fetched
from gitcab.model.in_words import plural
from gitcab.model.listing import Listing
from gitcab.policies.audited_changes import COLUMNS, Ledger
from gitcab.policies.authorising import Authorising

_EPILOG = """\b
Example:
  gitcab audit changes --type emergency --from 2026-07-01 --to 2026-09-30 \\
    --format csv > emergencies.csv

A change counts on the day on which its work began, or should have. Approvers are
those whose approval counted in the merge that authorised it, as the evidence has
it; without the evidence nobody can tell, and the exit code is 3.
"""
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(epilog=_EPILOG)
@click.option("--type", "type", type=click.Choice(["standard", "normal", "emergency"]), help="Only these.")
@click.option("--from", "first", metavar="DATE", type=_DAY, required=True, help="The first day, as 2026-07-01.")
@click.option("--to", "last", metavar="DATE", type=_DAY, required=True, help="The last day.")
@click.option("--rev", metavar="REV", help="The branch to look at.  [default: the default branch]")
@now_option
@repository_option
@format_option(Listing)
@full_option
def changes(
    type: str | None,
    first: datetime,
    last: datetime,
    rev: str | None,
    now: datetime | None,
    repo: Path,
    format_name: str,
    full: bool,
) -> None:
    """List changes with their approvers, when these agreed, the outcome and the evidence."""
    opened = open_estate(repo, by_index=False)
    _, commit = protected(opened.repository, rev)
    authorising = Authorising(opened.repository, opened.prefix, commit, fetched(opened.repository))
    estate = opened.estate(commit)
    ledger = Ledger(estate, authorising, present(now).astimezone(UTC))
    rows = tuple(ledger.rows(first.date(), last.date(), type))
    tell(
        Listing("audit changes", COLUMNS, rows, plural(len(rows), "change", "changes"), len(rows)),
        format_name,
        full=full,
    )
    leave_incomplete(estate.unread)


COMMAND = changes
