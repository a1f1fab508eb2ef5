"""Complete what a command was writing when it was cut off."""

from pathlib import Path

import click

from gitcab.cli._opening import open_estate
from gitcab.cli._options import repository_option


@click.command(epilog="Example: gitcab recover && git status")
@repository_option
def recover(repo: Path) -> None:
    """Complete the files that an earlier command had begun to write.

    Commands that only read leave with exit code 3 until this is done; those that write `rfc` records
    do it first.
    """
    completed = open_estate(repo).journal.recover()
    for path in completed:
        click.echo(f"completed {path}")
    click.echo("Next: gitcab validate" if completed else "Nothing was cut off.")


COMMAND = recover
