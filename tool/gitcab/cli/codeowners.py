"""Tell GitHub's CODEOWNERS from the owners in cmdb/."""

from pathlib import Path

import click

from gitcab.cli._exit import Exit
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import Opened, open_estate
from gitcab.cli._options import repository_options
from gitcab.cli._telling import warn
from gitcab.policies.code_owners import code_owners
from gitcab.store.commit_tree import CommitTree
from gitcab.store.tree import FileSort
from gitcab.store.work_tree import WorkTree

_PATH = ".github/CODEOWNERS"
_LARGEST = 3_000_000
"""Bytes; GitHub reads no more."""


@click.command(epilog="Example: gitcab codeowners > .github/CODEOWNERS")
@click.option("--check", is_flag=True, help="Print nothing; exit 1 where .github/CODEOWNERS says something else.")
@repository_options
@click.pass_context
def codeowners(ctx: click.Context, check: bool, repo: Path, rev: str | None) -> None:
    """Print the CODEOWNERS that follows from who owns what.

    Teams say which GitHub team they are by `github_team: organisation/team`. GitHub takes an
    approval of any one owner; that each owner approves is the policy's to ask.
    """
    opened = open_estate(repo)
    estate = opened.estate(rev)
    told = code_owners(estate.inventory, opened.prefix)
    if not check:
        click.echo(told, nl=False)
    if not told:
        warn("no team has a `github_team`, so there is nothing to say")
    leave_incomplete(estate.unread)
    if check and told not in _written(opened, rev):
        click.echo("stale: .github/CODEOWNERS; run `gitcab codeowners > .github/CODEOWNERS`")
        ctx.exit(Exit.FINDINGS)


def _written(opened: Opened, rev: str | None) -> str:
    """What stands in the file, at git's top, wherever the estate is; "" where there is none."""
    commit = opened.repository.resolve(rev) if rev else None
    top = opened.repository.top or opened.root
    tree = CommitTree(opened.repository, commit) if commit else WorkTree(top, "")
    files = [file for file in tree.files(".github") if file.path == _PATH and file.sort is FileSort.FILE]
    return "".join((content or b"").decode("utf-8", "replace") for _, content in tree.read(files, _LARGEST))


COMMAND = codeowners
