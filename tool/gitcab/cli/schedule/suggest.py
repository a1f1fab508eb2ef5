"""When a change could run: free slots, or what stands in the way of every one."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._exit import Exit
from gitcab.cli._items import RFC_ID, rfc_named
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.entry import Entry
from gitcab.model.interval import Interval
from gitcab.model.inventory import Estate
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.slot import FreeSlots, Placements
from gitcab.planning.conflicts import prepared
from gitcab.planning.forward_schedule import home_zone
from gitcab.planning.placing import placements
from gitcab.planning.planned import PlannedChange
from gitcab.planning.slots import Search, in_window

_EPILOG = """\b
Examples:
  gitcab schedule suggest RFC-2026-11-21-upgrade-sis-database --within 30d
  gitcab schedule suggest RFC-2026-11-20-panel-software --length 120
  gitcab schedule suggest --all --within 8w --length 60

A slot lies in the maintenance windows of all that is hit, out of freezes, and
collides with no change that counts. Exit code 1: a change has no slot.
"""
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_UNPLACED = ("assess", "authorize")
_PLACEABLE = ("new", *_UNPLACED, "scheduled")


class _Reach(click.ParamType[timedelta]):
    """How far ahead to look, as 30d."""

    name = "period"

    def convert(self, value: str | timedelta, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """So many hours, days or weeks, a year at most."""
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch(r"([1-9]\d{0,3})([hdw])", value, re.ASCII)
        if not found or int(found[1]) * _UNITS[found[2]] > timedelta(days=366):
            self.fail(f"'{value}' is no period of up to a year; write such as 30d, 12h or 8w", param, ctx)
        return int(found[1]) * _UNITS[found[2]]


@click.command(epilog=_EPILOG)
@click.argument("rfcs", metavar="[RFC]...", nargs=-1, type=RFC_ID)
@click.option("--within", type=_Reach(), default="30d", show_default=True, help="How far ahead to look, as 30d or 8w.")
@click.option("--length", type=click.IntRange(1, 44_640), metavar="MIN", help="Minutes.  [default: as scheduled]")
@click.option(
    "--limit", type=click.IntRange(1), default=5, show_default=True, metavar="N", help="Tell at most N slots."
)
@click.option("--all", "together", is_flag=True, help="Place several together; without RFC all that wait for a date.")
@now_option
@repository_options
@format_option(FreeSlots, Placements)
def suggest(
    rfcs: tuple[str, ...],
    within: timedelta,
    length: int | None,
    limit: int,
    together: bool,
    now: datetime | None,
    repo: Path,
    rev: str | None,
    format_name: str,
) -> None:
    """Find free slots for RFC, the least harmful first; with --all one for each of several."""
    estate = open_estate(repo).estate(rev)
    entries = [rfc_named(estate, one) for one in dict.fromkeys(rfcs)]
    if not together and len(entries) != 1:
        raise click.UsageError("name one request for change, or add --all to place several together")
    period = Interval(present(now), present(now) + within)
    calendar = prepared(estate.inventory, estate.relations, estate.classes)
    search = Search(calendar, period, home_zone(estate))
    changes = [_planned(one, estate, period, length) for one in entries or _waiting(estate)]
    answer = placements(search, changes) if together else search.slots(changes[0], limit)
    tell(replace(answer, unread=estate.unread), format_name)
    leave_incomplete(estate.unread)
    if not answer.is_whole:
        click.get_current_context().exit(Exit.FINDINGS)


def _waiting(estate: Estate) -> Iterable[Entry[RequestForChange]]:
    """The changes that are to be judged and have no date yet."""
    entries = estate.inventory.of_kind(RequestForChange)
    return [one for one in entries if one.record.state in _UNPLACED and one.record.schedule is None]


def _planned(entry: Entry[RequestForChange], estate: Estate, period: Interval, length: int | None) -> PlannedChange:
    if entry.record.state not in _PLACEABLE:
        raise click.UsageError(f"{entry.id} is in {entry.record.state}; only what has not begun can be placed")
    minutes = None if length is None else timedelta(minutes=length)
    change = in_window(entry, estate.inventory, period.start, minutes, home_zone(estate))
    if change is None:
        raise click.UsageError(f"{entry.id} has no schedule that says how long it takes; give --length MIN")
    return change


COMMAND = suggest
