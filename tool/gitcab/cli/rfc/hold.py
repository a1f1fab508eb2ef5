"""Record that nothing happens for now, or that it goes on."""

import click

from gitcab.cli._rfc_writing import Asked, rfc_move
from gitcab.policies.moves import Move
from gitcab.policies.pausing import held, released

_EPILOG = """\b
Examples:
  gitcab rfc hold RFC-2026-11-21-upgrade-sis-database \\
      --reason "The vendor's engineer is ill"
  gitcab rfc hold RFC-2026-11-21-upgrade-sis-database --release
"""


@click.command(epilog=_EPILOG)
@click.option("--reason", metavar="TEXT", help="Why nothing happens.")
@click.option("--release", is_flag=True, help="It goes on.")
@rfc_move
def hold(asked: Asked, reason: str | None, release: bool) -> Move:
    """Put the change ID on hold, or release it.

    On hold it is not started, and its patches are not reckoned with.
    """
    if release == bool(reason):
        raise click.UsageError("say either --reason TEXT or --release")
    return released(asked.rfc) if reason is None else held(asked.rfc, reason, asked.now)


COMMAND = hold
