"""Write a configuration item, or many from a table; what is written validates."""

from pathlib import Path
from typing import Any, get_args

import click

from gitcab.cli._items import CLASS, TEAM_ID
from gitcab.cli._opening import open_to_write
from gitcab.cli._options import repository_option
from gitcab.cli._writing import composed, refuse_taken, write_new
from gitcab.cli.ci._asking import gathered
from gitcab.cli.ci._table import composed_table
from gitcab.model.records.configuration_item import Criticality, Environment, Stage, Status

_EPILOG = """\b
Examples:
  gitcab ci new --class server --id dns-3 --name "Resolver 3" \\
      --owner network-team --environment production --criticality high \\
      --relation located_in=data-center-1 --attribute cores=8
  gitcab ci new --from inventory.csv --dry-run

The table's header names fields: class, id, name, owner, operated_by,
description, tags, environment, criticality, stage, status, quorum,
verified_on, attributes.NAME and relations.NAME; `;` separates several values.
"""


@click.command(epilog=_EPILOG)
@click.option("--class", "class_", metavar="CLASS", type=CLASS, help="The class, a file of schemas/classes/.")
@click.option("--id", metavar="ID", help="The id, unique in the repository, and the file's name.")
@click.option("--name", metavar="TEXT", help="What people call it.")
@click.option("--owner", metavar="TEAM", type=TEAM_ID, help="The team that answers for it.")
@click.option("--operated-by", metavar="TEAM", type=TEAM_ID, help="The team that runs it, where that is another one.")
@click.option("--description", metavar="TEXT", help="What it is and what it is for.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag; repeat it for several.")
@click.option("--environment", type=click.Choice(get_args(Environment)), help="Where it is used.")
@click.option("--criticality", type=click.Choice(get_args(Criticality)), help="How bad its loss is.")
@click.option(
    "--stage",
    type=click.Choice(get_args(Stage)),
    metavar="STAGE",
    help="Stage of its life cycle, such as deploy.  [default: operational]",
)
@click.option(
    "--status",
    type=click.Choice(get_args(Status)),
    metavar="STATUS",
    help="The stage's status, such as test.  [default: in_use]",
)
@click.option("--quorum", type=click.IntRange(min=1), help="How many of its members must be up; all, if not given.")
@click.option("--verified-on", metavar="DATE", help="When somebody last saw that the record is true, as 2026-11-21.")
@click.option("--relation", "relations", metavar="NAME=ID", multiple=True, help="A relation; repeat it.")
@click.option("--attribute", "attributes", metavar="KEY=VALUE", multiple=True, help="An attribute; repeat it.")
@click.option(
    "--from",
    "table",
    metavar="FILE.csv",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Write an item for each row of this table, or none at all.",
)
@click.option("--dry-run", is_flag=True, help="Print and judge what would be written; write nothing.")
@repository_option
def new(repo: Path, table: Path | None, dry_run: bool, **given: Any) -> None:
    """Write a new configuration item.

    On a terminal it asks for what is missing; in a script that is a usage error. Nothing is
    written when the estate would have new errors, and no file is ever overwritten.
    """
    opened = open_to_write(repo)
    if table and any(given.values()):
        raise click.UsageError("with --from everything comes from the table; leave the other options out")
    estate = opened.estate(None)
    if table:
        contents, told_at = composed_table(estate, opened.tree(None), table)
        write_new(opened, estate, contents, "gitcab validate", dry_run=dry_run, told_at=told_at)
        return
    plain = gathered(estate, given)
    path, content = composed(plain)
    refuse_taken(opened.tree(None), [path])
    write_new(opened, estate, {path: content}, f"gitcab ci show {plain['id']}", dry_run=dry_run)


COMMAND = new
