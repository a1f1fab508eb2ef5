"""Record that the work has ended, and write what is different since into cmdb/."""

import click

from gitcab.cli._items import ID
from gitcab.cli._rfc_writing import Asked, rfc_move
from gitcab.policies.finishing import BackedOut, Ending, finished
from gitcab.policies.moves import Move

BACKED_OUT: dict[str, BackedOut] = {"true": True, "false": False, "partial": "partial"}

_EPILOG = """\b
Examples:
  gitcab rfc finish RFC-2026-11-21-upgrade-sis-database
  gitcab rfc finish RFC-2026-11-21-upgrade-sis-database \\
      --backed-out partial --applied sis-database

Where reality turned out otherwise, write it under `review.deviations` first.
"""


@click.command(epilog=_EPILOG)
@click.option("--backed-out", type=click.Choice(tuple(BACKED_OUT)), help="Whether one went back; false if not given.")
@click.option("--applied", metavar="CI", type=ID, multiple=True, help="An item that was changed. Repeat it.")
@click.option("--test", metavar="STEP", multiple=True, help="How it was tested, where an emergency lacks that plan.")
@rfc_move
def finish(asked: Asked, backed_out: str | None, applied: tuple[str, ...], test: tuple[str, ...]) -> Move:
    """Move the change ID to `review`, note when the work ended, and bring cmdb/ up to date.

    Patches, additions, retirements and the review's deviations are written in one go or not at all.
    A change that was backed out leaves cmdb/ as it is; one that was partly backed out applies only
    what --applied names.
    """
    ending = Ending(asked.now, BACKED_OUT[backed_out] if backed_out else None, applied, test)
    return finished(asked.entry, asked.estate.inventory, asked.opened.tree(None), ending)


COMMAND = finish
