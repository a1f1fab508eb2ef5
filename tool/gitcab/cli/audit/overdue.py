"""What should have happened by now: reports, reviews, holds, follow-ups, exceptions, suspended models."""

from datetime import datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._exit import Exit
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.overdue import OverdueList
from gitcab.policies.overdue import overdue as overdue_at


@click.command(epilog="Example: gitcab audit overdue --now 2026-12-07T08:00-06:00")
@now_option
@repository_options
@format_option(OverdueList)
@click.pass_context
def overdue(ctx: click.Context, now: datetime | None, repo: Path, rev: str | None, format_name: str) -> None:
    """List what is overdue, who owes it, and the next command; exit 1 where there is any.

    The deadlines are the policy's: `deadlines` in changes/policy.yaml.
    """
    estate = open_estate(repo, by_index=False).estate(rev)
    moment = present(now)
    found = OverdueList(overdue_at(estate.inventory, moment), moment, estate.unread)
    tell(found, format_name)
    leave_incomplete(estate.unread)
    ctx.exit(Exit.FINDINGS if found.items else Exit.CLEAN)


COMMAND = overdue
