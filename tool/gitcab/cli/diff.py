"""What a branch adds, edits and retires, field by field."""

from pathlib import Path

import click

from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_option
from gitcab.cli._telling import tell
from gitcab.model.change_set import ChangeSet
from gitcab.store.comparing import compare


@click.command(epilog="Example: gitcab diff main HEAD")
@click.argument("base")
@click.argument("head", required=False)
@repository_option
@format_option(ChangeSet)
@full_option
def diff(base: str, head: str | None, repo: Path, format_name: str, full: bool) -> None:
    """Compare the records of BASE with those of HEAD, or of the work tree.

    Exit code 3 says that some files could not be read, so the comparison is incomplete.
    """
    opened = open_estate(repo)
    changes = compare(opened.estate(base), opened.estate(head), base, head or "the work tree")
    tell(changes, format_name, full=full)
    leave_incomplete(changes.unread)


COMMAND = diff
