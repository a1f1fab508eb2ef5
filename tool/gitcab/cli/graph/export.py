"""Write the dependency graph for other programs to draw or to compute with."""

from datetime import datetime
from pathlib import Path

import click

from gitcab.cli._items import ID, items_named
from gitcab.cli._leaving import leave_incomplete, leave_unfit
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, repository_options
from gitcab.cli._projecting import at_option, estate_at, remark
from gitcab.cli._telling import tell
from gitcab.graph.drawing import diagram
from gitcab.model.diagram import Diagram


@click.command(epilog="Example: gitcab graph export --format dot | dot -Tsvg > estate.svg")
@click.argument("ids", nargs=-1, type=ID)
@at_option
@repository_options
@format_option(Diagram, default="dot")
def export(ids: tuple[str, ...], at: datetime | None, repo: Path, rev: str | None, format_name: str) -> None:
    """Write the graph of the whole estate, or of IDS and the relations between them."""
    estate, basis = estate_at(open_estate(repo).estate(rev), at)
    remark(basis)
    chosen = items_named(estate, ids) if ids else None
    tell(diagram(estate.inventory, estate.relations, estate.classes, chosen), format_name)
    leave_incomplete(estate.unread)
    leave_unfit(basis.unfit)


COMMAND = export
