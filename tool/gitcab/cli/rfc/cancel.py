"""Give a change up."""

import click

from gitcab.cli._rfc_writing import Asked, rfc_move
from gitcab.policies.moves import Move
from gitcab.policies.pausing import canceled

_EPILOG = """\b
Example:
  gitcab rfc cancel RFC-2026-10-30-dns-over-tls \\
      --reason "The filter does the same since November" --by smehta
"""


@click.command(epilog=_EPILOG)
@click.option("--reason", metavar="TEXT", required=True, help="Why it is given up.")
@rfc_move
def cancel(asked: Asked, reason: str) -> Move:
    """Move the change ID to `canceled`, which is legal until its work is over.

    The record stays as history and is never edited again.
    """
    return canceled(asked.rfc, reason, asked.by, asked.now)


COMMAND = cancel
