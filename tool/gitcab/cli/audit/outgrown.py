"""Which scheduled changes expose the estate to more by now than was authorised: `gitcab permit` refuses them."""

from datetime import UTC, datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._exit import Exit
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_option
from gitcab.cli._protected import protected
from gitcab.cli._telling import tell
from gitcab.model.in_words import plural
from gitcab.model.listing import Listing
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.policies.outgrown import outgrown as outgrown_by

_EPILOG = """\b
Example:
  gitcab audit outgrown

For every night: so that a change is authorised again before its window opens,
not refused while it is open.
"""
_COLUMNS = ("rfc", "assignees", "what has grown")


@click.command(epilog=_EPILOG)
@click.option("--rev", metavar="REV", help="By the records of this commit.  [default: the default branch]")
@now_option
@repository_option
@format_option(Listing)
@full_option
@click.pass_context
def outgrown(
    ctx: click.Context, rev: str | None, now: datetime | None, repo: Path, format_name: str, full: bool
) -> None:
    """List the scheduled changes that must be authorised again; exit 1 where there is any."""
    opened = open_estate(repo, by_index=False)
    _, commit = protected(opened.repository, rev)
    moment = present(now).astimezone(UTC)
    revisions = opened.revisions()
    estate = revisions.estate(commit)
    rows = tuple(
        (entry.id, ", ".join(entry.record.assigned_to), "; ".join(grown))
        for entry in estate.inventory.of_kind(RequestForChange)
        if (grown := outgrown_by(revisions, commit, entry, moment))
    )
    title = plural(len(rows), "change must be authorised again", "changes must be authorised again")
    tell(Listing("audit outgrown", _COLUMNS, rows, title, len(rows)), format_name, full=full)
    leave_incomplete(estate.unread)
    ctx.exit(Exit.FINDINGS if rows else Exit.CLEAN)


COMMAND = outgrown
