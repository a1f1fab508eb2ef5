"""Ask for a change: complete what is planned and move it to scheduled."""

from typing import Any

import click

from gitcab.cli._rfc_writing import Asked, rfc_move
from gitcab.cli.rfc._planning import planning_options
from gitcab.policies.moves import Move
from gitcab.policies.scheduling import scheduled

_EPILOG = """\b
Examples:
  gitcab rfc schedule RFC-2026-11-21-upgrade-sis-database --submit
  gitcab rfc schedule RFC-2026-11-21-upgrade-sis-database \\
      --start 2026-12-12T22:00 --end 2026-12-13T02:00
"""


@click.command(epilog=_EPILOG)
@planning_options
@rfc_move
def schedule(asked: Asked, **given: Any) -> Move:
    """Move the change ID to `scheduled`, through its legal steps, with what is given.

    It takes effect when the pull request is merged. All that is missing is told at once; then
    nothing is written. A change that is scheduled already gets another schedule.
    """
    return scheduled(asked.rfc, given)


COMMAND = schedule
