"""One configuration item: its facts, its relations both ways, open changes and incidents."""

from datetime import datetime
from pathlib import Path

import click

from gitcab.cli._items import ID, item_named
from gitcab.cli._leaving import leave_incomplete, leave_unfit
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, repository_options
from gitcab.cli._projecting import at_option, estate_at, remark
from gitcab.cli._telling import tell
from gitcab.model.item_sheet import item_sheet
from gitcab.model.record_sheet import RecordSheet


@click.command(epilog="Example: gitcab ci show sis-database")
@click.argument("id", type=ID)
@at_option
@repository_options
@format_option(RecordSheet)
def show(id: str, at: datetime | None, repo: Path, rev: str | None, format_name: str) -> None:
    """Show the configuration item ID, which may be one of its former ids."""
    estate, basis = estate_at(open_estate(repo).estate(rev), at)
    remark(basis)
    tell(item_sheet(estate, item_named(estate, id)), format_name)
    leave_incomplete(estate.unread)
    leave_unfit(basis.unfit)


COMMAND = show
