"""What happens when, and which outage that adds up to: the forward schedule of changes, and free slots."""

from datetime import datetime
from pathlib import Path

import click
from click.core import ParameterSource

from gitcab.cli import Commands
from gitcab.cli._clock import now_option, present
from gitcab.cli._items import ID, TEAM_ID, item_named, team_named
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_options
from gitcab.cli._period import period_asked
from gitcab.cli._telling import tell
from gitcab.cli.schedule._feeds import write_feeds
from gitcab.model.schedule import ForwardSchedule
from gitcab.planning.forward_schedule import Forecast, home_zone

_EPILOG = """\b
Examples:
  gitcab schedule
  gitcab schedule --week 2026-W48 --team database-team
  gitcab schedule --format ics --service sis > sis.ics
  gitcab schedule suggest RFC-2026-11-21-upgrade-sis-database --within 30d

Each change is told in the zone of its own schedule; days and months are those
of the policy's time_zone.
"""
_DAYS, _DAYS_OF_A_FEED = 7, 90


@click.group(cls=Commands, package=__name__, invoke_without_command=True, epilog=_EPILOG)
@click.option("--from", "start", metavar="DATE|TIME", help="Where the period begins.  [default: today]")
@click.option(
    "--days", type=click.IntRange(1, 1000), help=f"How long it is.  [default: {_DAYS}, as ics {_DAYS_OF_A_FEED}]"
)
@click.option("--week", metavar="WEEK", help="A whole week instead, as 2026-W48.")
@click.option("--service", metavar="ID", type=ID, help="Only what concerns this service.")
@click.option("--team", metavar="ID", type=TEAM_ID, help="Only what concerns this team.")
@click.option(
    "--feeds", metavar="DIR", type=click.Path(path_type=Path), help="Write an ICS file for each service and each team."
)
@now_option
@repository_options
@format_option(ForwardSchedule)
@full_option
@click.pass_context
def schedule(
    ctx: click.Context,
    start: str | None,
    days: int | None,
    week: str | None,
    service: str | None,
    team: str | None,
    feeds: Path | None,
    now: datetime | None,
    repo: Path,
    rev: str | None,
    format_name: str,
    full: bool,
) -> None:
    """Tell the schedule of changes and the outage it means; the command suggest finds free slots."""
    if ctx.invoked_subcommand is not None:
        _refuse_options(ctx)
        return
    if sum(map(bool, (service, team, feeds))) > 1:
        raise click.UsageError("give one of --service, --team and --feeds")
    estate = open_estate(repo).estate(rev)
    home = home_zone(estate)
    length = days or (_DAYS_OF_A_FEED if feeds or format_name == "ics" else _DAYS)
    forecast = Forecast(estate, period_asked(home, present(now), start, length, week), home)
    if feeds:
        write_feeds(forecast, feeds)
    else:
        about_service = item_named(estate, service).id if service else None
        about_team = team_named(estate, team).id if team else None
        tell(forecast.schedule(service=about_service, team=about_team), format_name, full=full)
    leave_incomplete(estate.unread)


def _refuse_options(ctx: click.Context) -> None:
    """Raises UsageError for options that stand before the sub-command, where nobody would look at them."""
    for option in ctx.command.params:
        if ctx.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"write {option.opts[0]} after `{ctx.invoked_subcommand}`")


COMMAND = schedule
