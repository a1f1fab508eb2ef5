"""What collides: changes with each other, with freezes and with maintenance windows."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from gitcab.cli._against import Others, read_others
from gitcab.cli._exit import Exit
from gitcab.cli._items import RFC_ID, rfc_named
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import fail_on_option, format_option, full_option, repository_options
from gitcab.cli._telling import tell, warn
from gitcab.model.conflict import Conflicts
from gitcab.model.inventory import Estate
from gitcab.model.severity import Severity
from gitcab.planning.conflicts import Calendar, conflicts_in, prepared
from gitcab.planning.planned import planned_changes
from gitcab.planning.way_out import with_ways_out

_EPILOG = """\b
Examples:
  gitcab conflicts
  gitcab conflicts RFC-2026-11-21-upgrade-sis-database
  gitcab conflicts --against origin/patch-directory --against origin/new-core

Judged are the changes in assess, authorize, scheduled and implement that have a
schedule. An accepted conflict is told, and makes no exit code.
"""


@click.command(epilog=_EPILOG)
@click.argument("rfcs", nargs=-1, type=RFC_ID, metavar="[RFC]...")
@click.option(
    "--against", "revisions", multiple=True, metavar="REV", help="Also judge the changes that REV brings; repeat it."
)
@fail_on_option
@repository_options
@format_option(Conflicts)
@full_option
@click.pass_context
def conflicts(
    ctx: click.Context,
    rfcs: tuple[str, ...],
    revisions: tuple[str, ...],
    fail_on: str,
    repo: Path,
    rev: str | None,
    format_name: str,
    full: bool,
) -> None:
    """Find the changes that collide, or tell only what RFC collides with."""
    opened = open_estate(repo)
    estate = opened.estate(rev)
    others = read_others(opened, estate, rev, revisions)
    calendar = _calendar(estate, others)
    _check_known(rfcs, estate, calendar)
    unread = (*estate.unread, *others.unread)
    found = replace(_involving(conflicts_in(calendar), rfcs), unread=unread)
    tell(with_ways_out(found, calendar), format_name, full=full)
    leave_incomplete(unread)
    counted = [one for one in found.conflicts if one.accepted is None]
    failing = any(one.severity.rank >= Severity(fail_on).rank for one in counted)
    ctx.exit(Exit.FINDINGS if failing else Exit.CLEAN)


def _calendar(estate: Estate, others: Others) -> Calendar:
    changes = [*planned_changes(estate.inventory), *others.changes]
    ahead = others.over(estate.inventory)
    return prepared(estate.inventory, estate.relations, estate.classes, changes, ahead=ahead)


def _check_known(rfcs: Iterable[str], estate: Estate, calendar: Calendar) -> None:
    """Raises UsageError for an RFC that is nowhere; says of one in no calendar that it was not judged."""
    for one in rfcs:
        if not calendar.of_id(one):
            rfc_named(estate, one)
            warn(f"{one} counts in no calendar: it is not between assess and implement, or has no schedule")


def _involving(found: Conflicts, rfcs: tuple[str, ...]) -> Conflicts:
    kept = (one for one in found.conflicts if not rfcs or any(rfc in one.rfcs for rfc in rfcs))
    return replace(found, conflicts=tuple(kept))


COMMAND = conflicts
