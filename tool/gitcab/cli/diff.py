"""What a branch adds, edits and retires, field by field."""

from pathlib import Path

import click

from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_option
from gitcab.cli._telling import tell
from gitcab.model.change_set import ChangeSet
from gitcab.policies.sorts_of_edit import with_sorts
from gitcab.store.comparing import compare


@click.command(epilog="Example: gitcab diff main HEAD")
@click.argument("base")
@click.argument("head", required=False)
@repository_option
@format_option(ChangeSet)
@full_option
def diff(base: str, head: str | None, repo: Path, format_name: str, full: bool) -> None:
    """Compare the records of BASE with those of HEAD, or of the work tree.

    Each request for change is told with its transition, whether that is legal, and the sort of
    edit: authorisation, recording or correction.

    Exit code 3 says that some files could not be read, so the comparison is incomplete.
    """
    opened = open_estate(repo)
    before, after = opened.estate(base), opened.estate(head)
    changes = with_sorts(compare(before, after, base, head or "the work tree"), before, after)
    tell(changes, format_name, full=full)
    leave_incomplete(changes.unread)


COMMAND = diff
