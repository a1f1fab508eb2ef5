"""Tell GitHub's CODEOWNERS from the owners in cmdb/."""

from pathlib import Path

import click

from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import repository_options
from gitcab.cli._telling import warn
from gitcab.policies.code_owners import code_owners


@click.command(epilog="Example: gitcab codeowners > .github/CODEOWNERS")
@repository_options
def codeowners(repo: Path, rev: str | None) -> None:
    """Print the CODEOWNERS that follows from who owns what.

    Teams say which GitHub team they are by `github_team: organisation/team`. GitHub takes an
    approval of any one owner; that each owner approves is the policy's to ask.
    """
    opened = open_estate(repo)
    estate = opened.estate(rev)
    told = code_owners(estate.inventory, opened.prefix)
    click.echo(told, nl=False)
    if not told:
        warn("no team has a `github_team`, so there is nothing to say")
    leave_incomplete(estate.unread)


COMMAND = codeowners
