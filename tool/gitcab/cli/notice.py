"""What those affected by a change are told: users, owners, the service desk."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

import click

from gitcab.cli._items import RFC_ID, rfc_named
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import Opened, open_estate
from gitcab.cli._options import format_option, full_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate
from gitcab.model.notice import Event, Notice, NoticeForOwners, NoticeForServiceDesk, NoticeForUsers
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.planning.forward_schedule import home_zone
from gitcab.planning.notices import Notices
from gitcab.planning.planned import PlannedChange, planned

_EPILOG = """\b
Examples:
  gitcab notice RFC-2026-11-21-upgrade-sis-database --for users
  gitcab notice RFC-2026-11-21-upgrade-sis-database --for service_desk \\
      --event moved --base origin/main

What users read names services, never ids.
"""
_TOLD: Mapping[str, Callable[[Notices], Notice]] = {
    "users": Notices.for_users,
    "owners": Notices.for_owners,
    "service_desk": Notices.for_service_desk,
}


@click.command(epilog=_EPILOG)
@click.argument("rfc", type=RFC_ID)
@click.option("--for", "audience", type=click.Choice(list(_TOLD)), required=True, help="Who is to read it.")
@click.option(
    "--event", type=click.Choice(get_args(Event)), default="planned", show_default=True, help="What has happened."
)
@click.option("--base", metavar="REV", help="For moved: the revision that has the old times.")
@repository_options
@format_option(NoticeForUsers, NoticeForOwners, NoticeForServiceDesk)
@full_option
def notice(
    rfc: str, audience: str, event: Event, base: str | None, repo: Path, rev: str | None, format_name: str, full: bool
) -> None:
    """Write what users, owners or the service desk must know of the change RFC."""
    opened = open_estate(repo)
    estate = opened.estate(rev)
    entry = rfc_named(estate, rfc)
    change = _planned(entry, estate)
    was = _as_it_was(opened, change, base) if event == "moved" else None
    answer: Notice = _TOLD[audience](Notices(estate, change, home_zone(estate), event, was))
    tell(answer, format_name, full=full)
    leave_incomplete(estate.unread)


def _as_it_was(opened: Opened, change: PlannedChange, base: str | None) -> PlannedChange:
    """The change at the base. Raises UsageError where no other times stand there."""
    if base is None:
        raise click.UsageError("to tell the old times, name the revision that has them with --base REV")
    before = opened.estate(base)
    old = before.inventory.get(RequestForChange, change.id)
    was = planned(old, before.inventory) if old else None
    if was is None or was.interval == change.interval:
        which = "no" if was is None else "the same"
        raise click.UsageError(f"{change.id} has {which} times in {base}; it was not moved")
    return was


def _planned(entry: Entry[RequestForChange], estate: Estate) -> PlannedChange:
    change = planned(entry, estate.inventory)
    if change is None:
        raise click.UsageError(f"{entry.id} has no schedule to tell of; write one: gitcab rfc schedule {entry.id}")
    return change


COMMAND = notice
