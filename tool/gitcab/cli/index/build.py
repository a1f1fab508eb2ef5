"""Make the index anew."""

from pathlib import Path

import click

from gitcab.cli._errors import CannotTell
from gitcab.cli._opening import open_estate, progress
from gitcab.cli._options import format_option, full_option, repository_option
from gitcab.cli._telling import tell
from gitcab.model.index_status import IndexStatus
from gitcab.store.index.access import Index
from gitcab.store.index.file import Unwritable
from gitcab.store.index.standing import standing


@click.command(epilog="Example: gitcab index build")
@repository_option
@format_option(IndexStatus)
@full_option
def build(repo: Path, format_name: str, full: bool) -> None:
    """Make the index anew as the mirror of HEAD, and show how it stands.

    It lies in git's own folder and is never committed. A command that needs it makes it by itself.
    """
    opened = open_estate(repo)
    opened.estate_tree("HEAD")
    head = opened.repository.resolve("HEAD")
    with progress() as on_files:
        index = Index(opened.repository, opened.prefix, True, on_files)
        try:
            index.make(head)
        except Unwritable as error:
            hint = "see to the disk and to who may write there; every command answers without an index too"
            raise CannotTell(f"the index cannot be written to {index.file.path}: {error}", hint) from None
    tell(standing(opened.repository, opened.prefix), format_name, full=full)


COMMAND = build
