"""Remove the index."""

from pathlib import Path

import click

from gitcab.cli._opening import open_estate
from gitcab.cli._options import repository_option
from gitcab.reports import visible
from gitcab.store.index.access import Index


@click.command(epilog="Example: gitcab index drop")
@repository_option
def drop(repo: Path) -> None:
    """Remove the index, and nothing else: whatever it tells can be told without."""
    opened = open_estate(repo)
    index = Index(opened.repository, opened.prefix)
    dropped = [f"removed {visible(str(path))}" for path in index.drop()]
    click.echo("\n".join(dropped) or f"there is no index at {visible(str(index.file.path))}")


COMMAND = drop
