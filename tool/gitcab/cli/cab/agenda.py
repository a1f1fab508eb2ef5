"""What the board must look at this week: decisions, what happened, what is overdue, what comes."""

from datetime import datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import Opened, open_estate
from gitcab.cli._options import format_option, repository_options
from gitcab.cli._period import period_asked
from gitcab.cli._telling import tell
from gitcab.model.agenda import Agenda
from gitcab.model.cmdb_edit import CmdbEdit
from gitcab.model.inventory import Estate
from gitcab.planning.forward_schedule import home_zone
from gitcab.policies.agenda import agenda as agenda_of
from gitcab.policies.explained import cmdb_edits
from gitcab.store.comparing import compare

_EPILOG = """\b
Examples:
  gitcab cab agenda
  gitcab cab agenda --week 2026-W48 --base "main@{one week ago}"

With --base it also tells what was corrected in the CMDB since that revision.
"""


@click.command(epilog=_EPILOG)
@click.option("--week", metavar="WEEK", help="Which week, as 2026-W48.  [default: this one]")
@click.option("--base", metavar="REV", help="The estate as it was a week before: tells corrections since.")
@now_option
@repository_options
@format_option(Agenda)
def agenda(
    week: str | None, base: str | None, now: datetime | None, repo: Path, rev: str | None, format_name: str
) -> None:
    """Tell what the change advisory board must look at in a week."""
    opened = open_estate(repo, by_index=False)
    estate = opened.estate(rev)
    home, moment = home_zone(estate), present(now)
    year, number, _ = moment.astimezone(home).isocalendar()
    period = period_asked(home, moment, None, 7, week or f"{year}-W{number:02}")
    edits = _edits(opened, estate, base, rev) if base else None
    tell(agenda_of(estate, period, home, moment, edits), format_name)
    leave_incomplete(estate.unread)


def _edits(opened: Opened, estate: Estate, base: str, rev: str | None) -> tuple[CmdbEdit, ...]:
    before = opened.estate(base)
    return cmdb_edits(compare(before, estate, base, rev or "the work tree"), before, estate)


COMMAND = agenda
