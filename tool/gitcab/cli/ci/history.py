"""The commits that changed one configuration item, field by field."""

from pathlib import Path

import click

from gitcab.cli._items import ID, item_named
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, limit_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.history import history_listing
from gitcab.model.listing import Listing
from gitcab.store.history import history as history_of


@click.command(epilog="Example: gitcab ci history sis-database --full")
@click.argument("id", type=ID)
@limit_option
@repository_options
@format_option(Listing)
@full_option
def history(id: str, limit: int | None, repo: Path, rev: str | None, format_name: str, full: bool) -> None:
    """Show the commits that changed the configuration item ID, the newest first.

    It is followed through moves and renames. What is not committed yet is not told.
    """
    opened = open_estate(repo)
    item = item_named(opened.estate(rev), id).record
    commit = opened.repository.resolve(rev or "HEAD")
    revisions = history_of(opened.repository, opened.prefix, commit, (item.id, *item.formerly))
    tell(history_listing(revisions, limit), format_name, full=full)


COMMAND = history
