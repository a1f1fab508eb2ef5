"""One request for change: state, people, schedule, items, plans and review."""

from pathlib import Path

import click

from gitcab.cli._items import RFC_ID, rfc_named
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.record_sheet import RecordSheet
from gitcab.model.rfc_sheet import rfc_sheet


@click.command(epilog="Example: gitcab rfc show RFC-2026-11-21-upgrade-sis-database")
@click.argument("id", type=RFC_ID)
@repository_options
@format_option(RecordSheet)
def show(id: str, repo: Path, rev: str | None, format_name: str) -> None:
    """Show the request for change ID; times are local to its schedule."""
    estate = open_estate(repo).estate(rev)
    tell(rfc_sheet(estate.inventory, rfc_named(estate, id)), format_name)
    leave_incomplete(estate.unread)


COMMAND = show
