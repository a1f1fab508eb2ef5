"""Raise a request for change; what is written validates."""

from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import click

from gitcab.cli._clock import day_in, now_option
from gitcab.cli._items import ID, MODEL_ID
from gitcab.cli._opening import open_to_write
from gitcab.cli._options import repository_option
from gitcab.cli._submitting import prepared, submit_option
from gitcab.cli._telling import warn
from gitcab.cli._writing import composed, refuse_taken, write_new
from gitcab.cli.rfc._asking import OPEN_STATES, gathered
from gitcab.cli.rfc._authorizing import authorization_of, authorization_options
from gitcab.cli.rfc._planning import planning_options
from gitcab.model.records.request_for_change import Type, Urgency
from gitcab.model.retiring import broken_groups
from gitcab.model.rfc_id import rfc_id
from gitcab.store.record_files import FOLDERS
from gitcab.store.tree import Tree

_EPILOG = """\b
Examples:
  gitcab rfc new --title "Upgrade the SIS database" --requested-by mchen \\
      --ci sis-database=outage,15 --ci sis-app=degraded
  gitcab rfc new --title "Restart dns-1" --requested-by mchen \\
      --model restart-server --ci dns-1
  gitcab rfc new --title "Reset the core switch" --requested-by mchen \\
      --type emergency --state review --authorized-by kfischer …
  gitcab rfc new --title "Retire the old report server" \\
      --requested-by mchen --retire old-report-server

The id is RFC, today's day (in --time-zone, or else in UTC), and a slug of the
title; where it is taken, -2 follows. From `assess` on a justification is asked
for, from `scheduled` on also the schedule, the assignees and the plans. A first
file says at most `scheduled`; an emergency may be filed afterwards, as `review`.
"""


@click.command(epilog=_EPILOG)
@click.option("--title", metavar="TEXT", help="What is to be changed, in a few words.")
@click.option(
    "--type", "sort", type=click.Choice(get_args(Type)), help="Normal, or with --model standard, if not given."
)
@click.option(
    "--model",
    metavar="ID",
    type=MODEL_ID,
    help="The change model that a standard change follows; gives plans and effect.",
)
@click.option(
    "--ci",
    "items",
    metavar="ID[=EFFECT[,MINUTES]]",
    type=ID,
    multiple=True,
    help="An item that is touched, and what happens meanwhile: none, degraded or outage (if not given). Repeat it.",
)
@click.option(
    "--retire",
    "retired",
    metavar="ID",
    type=ID,
    multiple=True,
    help="An item whose life ends; whoever names it is unrelated. Repeat it.",
)
@click.option("--requested-by", metavar="LOGIN", help="Who asks for it.")
@click.option("--requested-for", metavar="TEXT", help="For whom, in words.")
@click.option("--urgency", type=click.Choice(get_args(Urgency)), help="How soon it must be done; low, if not given.")
@planning_options
@click.option(
    "--state",
    type=click.Choice(OPEN_STATES),
    default="new",
    show_default=True,
    help="The state that it will have once it is merged.",
)
@authorization_options
@click.option("--dry-run", is_flag=True, help="Print and judge what would be written; write nothing.")
@submit_option
@now_option
@repository_option
def new(repo: Path, now: datetime | None, dry_run: bool, submit: bool, **given: Any) -> None:
    """Write a new request for change.

    On a terminal it asks for what is missing; in a script that is a usage error. Nothing is
    written when the estate would have new errors, and no file is ever overwritten.
    """
    opened = open_to_write(repo)
    estate = opened.estate(None)
    tree = opened.tree(None)
    plain = gathered(estate, given) | authorization_of(given)
    day = day_in(plain.get("schedule", {}).get("time_zone"), now)
    plain["id"] = rfc_id(day, plain["title"], _taken(tree))
    path, content = composed(plain)
    refuse_taken(tree, [path])
    retired = [item["retire"] for item in plain["configuration_items"] if "retire" in item]
    for sentence in broken_groups(estate.inventory, retired):
        warn(sentence)
    submission = prepared(opened, plain, path, [path]) if submit else None
    write_new(opened, estate, {path: content}, f"gitcab impact {plain['id']}", dry_run=dry_run)
    if submission and not dry_run:
        submission.send()


def _taken(tree: Tree) -> set[str]:
    """Every name of a file or folder of changes, in small letters, readable or not."""
    parts = (part for file in tree.files(*FOLDERS) for part in file.path.split("/"))
    return {part.removesuffix(".yaml").casefold() for part in parts}


COMMAND = new
