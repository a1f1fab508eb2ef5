"""The configuration items that fit what is asked."""

from pathlib import Path
from typing import Any, get_args

import click

from gitcab.cli._items import CLASS, TEAM_ID, class_named, team_named
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, limit_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.inventory import Estate
from gitcab.model.item_listing import ItemQuestion, item_listing
from gitcab.model.listing import Listing
from gitcab.model.records.configuration_item import Criticality, Environment, Stage


@click.command("list", epilog="Example: gitcab ci list --class database --environment production")
@click.option("--class", "item_class", metavar="CLASS", type=CLASS, help="Only items of this class.")
@click.option("--owner", metavar="TEAM", type=TEAM_ID, help="Only items that this team answers for.")
@click.option("--environment", type=click.Choice(get_args(Environment)), help="Only items of this environment.")
@click.option("--criticality", type=click.Choice(get_args(Criticality)), help="Only items that are so critical.")
@click.option(
    "--stage",
    metavar="STAGE",
    type=click.Choice(get_args(Stage)),
    help="Only items in this stage of their life cycle, such as deploy.",
)
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Only items with this tag; repeat it for several.")
@limit_option
@repository_options
@format_option(Listing)
@full_option
def list_items(repo: Path, rev: str | None, limit: int | None, format_name: str, full: bool, **asked: Any) -> None:
    """List the configuration items that fit all that is asked, in the order of their ids."""
    estate = open_estate(repo).estate(rev)
    tell(item_listing(estate.inventory, _question(estate, asked), limit), format_name, full=full)
    leave_incomplete(estate.unread)


def _question(estate: Estate, asked: dict[str, Any]) -> ItemQuestion:
    """Raises UsageError for a class or a team that is not there."""
    if asked["item_class"]:
        class_named(estate, asked["item_class"])
    if asked["owner"]:
        team_named(estate, asked["owner"])
    return ItemQuestion(**asked)


COMMAND = list_items
