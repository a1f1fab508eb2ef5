"""What is hit when something fails or is changed, how hard, and by which path."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gitcab.cli._items import CI_OR_RFC_ID, ID
from gitcab.cli._leaving import leave_incomplete, leave_unfit
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_options
from gitcab.cli._projecting import at_option
from gitcab.cli._supposing import answered_meanwhile
from gitcab.model.impact import Impact
from gitcab.store.uncollected import uncollected

if TYPE_CHECKING:  # what answers is loaded while git works
    from gitcab.cli._impact import Said
    from gitcab.model.inventory import Estate
    from gitcab.store.index.view import View

_EPILOG = """\b
Examples:
  gitcab impact dns-1 dns-2
  gitcab impact sis-database --explain student-information
  gitcab impact RFC-2026-11-21-upgrade-sis-database --case expected
  gitcab impact core-switch-1 --at 2026-12-20
  gitcab impact --changed-since origin/main --format markdown
"""


@click.command(epilog=_EPILOG)
@click.argument("ids", nargs=-1, type=CI_OR_RFC_ID)
@click.option(
    "--state",
    type=click.Choice(["down", "degraded"]),
    default="down",
    show_default=True,
    help="The state that the configuration items are put into.",
)
@click.option(
    "--case",
    type=click.Choice(["worst", "expected"]),
    default="worst",
    show_default=True,
    help="Of a request for change: every item down, or the effects it declares.",
)
@click.option("--changed-since", metavar="REV", help="Start from all that was changed since REV.")
@click.option("--upstream", is_flag=True, help="The other way round: what IDS themselves depend on.")
@click.option("--explain", "explained", metavar="ID", type=ID, help="Only how ID is hit, hop by hop.")
@click.option("--depth", type=click.IntRange(min=1), metavar="N", help="Tell only what is at most N hops away.")
@click.option("--relation", "relations", multiple=True, metavar="NAME", help="Follow only these relations.")
@at_option
@repository_options
@format_option(Impact)
@full_option
def impact(ids: tuple[str, ...], repo: Path, rev: str | None, format_name: str, full: bool, **options: Any) -> None:
    """Show what is hit when IDS fail: configuration items, or one request for change."""
    if bool(ids) == bool(options["changed_since"]):
        raise click.UsageError("name configuration items or a request for change, or give --changed-since REV")
    if options["upstream"] and options["explained"]:
        raise click.UsageError("--explain is about what IDS hit, --upstream about what hits them; give one of them")
    with uncollected():  # nearly all that an answer makes is needed until it is told
        opened = open_estate(repo)

        def said(estate: "Estate") -> "Said":
            from gitcab.cli._impact import said

            return said(opened, estate, ids, rev, format_name, full=full, options=options)

        def said_of(view: "View") -> "Said":
            from gitcab.store.index.estate import estate_of

            return said(estate_of(view))

        is_of_one_time = options["at"] is None and options["changed_since"] is None
        found, seen = answered_meanwhile(opened, rev, said_of) if is_of_one_time else (None, None)
        if found is None:
            found = said(opened.estate(rev, seen))
        click.echo(found.text, nl=False)
    leave_incomplete(found.unread)
    leave_unfit(found.unfit)


COMMAND = impact
