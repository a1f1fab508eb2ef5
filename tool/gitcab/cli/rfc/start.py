"""Record that the work on a scheduled change has begun."""

import click

from gitcab.cli._rfc_writing import Asked, rfc_move
from gitcab.policies.moves import Move
from gitcab.policies.starting import started


@click.command(epilog="Example: gitcab rfc start RFC-2026-11-21-upgrade-sis-database")
@click.option("--anyway", is_flag=True, help="It has begun although a change in `after` is unfinished.")
@rfc_move
def start(asked: Asked, anyway: bool) -> Move:
    """Move the change ID to `implement` and note when the work began.

    Outside its window that is said and recorded all the same. It is refused while the change is on
    hold, and while a change that must be finished before is not.
    """
    return started(asked.rfc, asked.estate.inventory, asked.now, anyway=anyway)


COMMAND = start
