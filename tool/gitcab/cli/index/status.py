"""Where the index lies, what it mirrors, and whether it is used."""

from pathlib import Path

import click

from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_option
from gitcab.cli._telling import tell
from gitcab.model.index_status import IndexStatus
from gitcab.store.index.standing import standing

_EPILOG = """\b
Example: gitcab index status

GITCAB_INDEX=off uses no index, on makes one also for a small estate. Without
it an index that is there is used, and estates of some thousand files get one.
"""


@click.command(epilog=_EPILOG)
@repository_option
@format_option(IndexStatus)
@full_option
def status(repo: Path, format_name: str, full: bool) -> None:
    """Show where the index lies, what it mirrors and what differs from it now."""
    opened = open_estate(repo)
    tell(standing(opened.repository, opened.prefix), format_name, full=full)


COMMAND = status
