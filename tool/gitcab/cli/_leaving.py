"""Leaving with an exit code that never says yes where nobody could tell."""

from collections.abc import Collection

import click

from gitcab.cli._exit import Exit
from gitcab.cli._telling import warn


def leave_incomplete(unread: Collection[str]) -> None:
    """Where files could not be read, says so and leaves with CANNOT_TELL: the answer lacks them."""
    if unread:
        files = "1 file" if len(unread) == 1 else f"{len(unread)} files"
        warn(f"{files} could not be read: the answer is incomplete; see `gitcab validate`")
        click.get_current_context().exit(Exit.CANNOT_TELL)


def leave_unfit(unfit: Collection[str]) -> None:
    """Where scheduled changes do not fit the estate, names them and leaves with CANNOT_TELL."""
    if unfit:
        warn(f"not reckoned in, as what they patch has changed: {', '.join(unfit)}; run `gitcab validate`")
        click.get_current_context().exit(Exit.CANNOT_TELL)
