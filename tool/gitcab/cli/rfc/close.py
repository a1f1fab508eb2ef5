"""Record what the review found and close the change for good."""

from collections.abc import Iterable
from typing import get_args

import click

from gitcab.cli._people import incidents_named, logins_named
from gitcab.cli._rfc_writing import Asked, rfc_move
from gitcab.cli.rfc.finish import BACKED_OUT
from gitcab.model.moment import read_date
from gitcab.model.records._plans import CloseCode
from gitcab.policies.closing import Findings, closed
from gitcab.policies.moves import Move

_EPILOG = """\b
Examples:
  gitcab rfc close RFC-2026-11-21-upgrade-sis-database --code successful
  gitcab rfc close RFC-2026-11-21-upgrade-sis-database \\
      --code unsuccessful --lessons "Rehearse with real data" \\
      --follow-up "Rehearse again;dortiz;2026-12-20"

What failed, was backed out or was an emergency needs --lessons, and
--follow-up or --no-follow-ups.
"""


@click.command(epilog=_EPILOG)
@click.option("--code", type=click.Choice(get_args(CloseCode)), help="How it went.")
@click.option("--backed-out", type=click.Choice(tuple(BACKED_OUT)), help="Where the review does not say so yet.")
@click.option("--lessons", metavar="TEXT", help="What is learnt from it.")
@click.option("--follow-up", "tasks", metavar="WHAT;LOGIN;DAY", multiple=True, help="Work that is left. Repeat it.")
@click.option("--no-follow-ups", is_flag=True, help="No work is left.")
@click.option("--incident", "incidents", metavar="ID", multiple=True, help="An incident that it caused. Repeat it.")
@click.option("--reviewed-by", metavar="LOGIN", multiple=True, help="Who took part in the review. Repeat it.")
@rfc_move
def close(
    asked: Asked,
    code: str | None,
    backed_out: str | None,
    lessons: str | None,
    tasks: tuple[str, ...],
    no_follow_ups: bool,
    incidents: tuple[str, ...],
    reviewed_by: tuple[str, ...],
) -> Move:
    """Move the change ID from `review` to `closed`.

    All that the review lacks is told at once; then nothing is written. A closed record is history:
    never edited but for its links.
    """
    if tasks and no_follow_ups:
        raise click.UsageError("--follow-up and --no-follow-ups contradict each other")
    follow_ups = tuple(_follow_ups(tasks)) if tasks or no_follow_ups else None
    went_back = BACKED_OUT[backed_out] if backed_out else None
    logins_named(asked.estate, [task["owner"] for task in follow_ups or ()])
    caused, people = incidents_named(asked.estate, incidents), logins_named(asked.estate, reviewed_by)
    return closed(asked.rfc, Findings(code, went_back, lessons, follow_ups, caused, people))


def _follow_ups(tasks: Iterable[str]) -> Iterable[dict[str, str]]:
    for text in tasks:
        parts = [part.strip() for part in text.split(";")]
        if len(parts) != 3 or not all(parts):
            raise click.UsageError(f"--follow-up '{text}' is not of the form WHAT;LOGIN;DAY")
        try:
            read_date(parts[2])
        except ValueError as error:
            raise click.UsageError(f"--follow-up '{text}': {error}") from None
        yield dict(zip(("what", "owner", "due"), parts, strict=True))


COMMAND = close
