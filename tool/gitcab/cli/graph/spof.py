"""Whose loss alone takes a service down: its single points of failure."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from gitcab.cli._items import ID, items_named
from gitcab.cli._leaving import leave_incomplete, leave_unfit
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_options
from gitcab.cli._projecting import at_option, estate_at, remark
from gitcab.cli._telling import tell
from gitcab.graph.points_of_failure import points_of_failure
from gitcab.model.failure import PointsOfFailure


@click.command(epilog="Example: gitcab graph spof student-information --pairs")
@click.argument("service", type=ID)
@click.option("--pairs", is_flag=True, help="Also the pairs that take it down only together.")
@at_option
@repository_options
@format_option(PointsOfFailure)
@full_option
def spof(
    service: str, pairs: bool, at: datetime | None, repo: Path, rev: str | None, format_name: str, full: bool
) -> None:
    """List every CI whose loss alone takes SERVICE (or any other CI) down."""
    estate, basis = estate_at(open_estate(repo).estate(rev), at)
    remark(basis)
    (item,) = items_named(estate, [service])
    found = points_of_failure(estate.inventory, estate.relations, estate.classes, item, pairs=pairs)
    tell(replace(found, unread=estate.unread), format_name, full=full)
    leave_incomplete(estate.unread)
    leave_unfit(basis.unfit)


COMMAND = spof
