"""The requests for change that fit what is asked."""

from pathlib import Path
from typing import get_args

import click

from gitcab.cli._items import ID, item_named
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, limit_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.listing import Listing
from gitcab.model.records.request_for_change import RfcState, Type
from gitcab.model.rfc_listing import RfcQuestion, rfc_listing


@click.command("list", epilog="Example: gitcab rfc list --open --ci sis-database")
@click.option(
    "--state", "states", type=click.Choice(get_args(RfcState)), multiple=True, help="Only in this state; repeat it."
)
@click.option("--type", "sort", type=click.Choice(get_args(Type)), help="Only changes of this type.")
@click.option("--ci", "item", metavar="ID", type=ID, help="Only changes that touch this item.")
@click.option("--open", "only_open", is_flag=True, help="Only changes that are neither closed nor canceled.")
@limit_option
@repository_options
@format_option(Listing)
@full_option
def list_rfcs(
    states: tuple[str, ...],
    sort: str | None,
    item: str | None,
    only_open: bool,
    limit: int | None,
    repo: Path,
    rev: str | None,
    format_name: str,
    full: bool,
) -> None:
    """List the requests for change that fit all that is asked, in the order of their start."""
    estate = open_estate(repo).estate(rev)
    present = item_named(estate, item).id if item else None
    question = RfcQuestion(states, sort, present, only_open)
    tell(rfc_listing(estate.inventory, question, limit), format_name, full=full)
    leave_incomplete(estate.unread)


COMMAND = list_rfcs
