"""Are the repository's settings and files what the gate relies on?"""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from gitcab.cli._exit import Exit
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import Opened, open_estate
from gitcab.cli._options import format_option, repository_option
from gitcab.cli._own_repository import own_repository
from gitcab.cli._telling import tell
from gitcab.forge.github.access import access_from
from gitcab.forge.github.client import Client
from gitcab.forge.github.settings import read_settings
from gitcab.model.checkup import Checkup, Health, OwnFiles
from gitcab.model.inventory import Estate
from gitcab.model.standing_policy import standing_policy
from gitcab.policies.checkup import examined
from gitcab.policies.code_owners import code_owners
from gitcab.store.starter import starter_files

_EPILOG = """\b
Examples:
  gitcab doctor --offline
  GH_TOKEN=$(gh auth token) gitcab doctor

docs/github.md says what each demand is for. Exit code 0 says that all is well,
1 that something is not, 3 that something could not be seen: some settings are
shown to administrators only.
"""
_WORKFLOWS = ".github/workflows/"
_ADVISORY = "gate.yml"


@click.command(epilog=_EPILOG)
@click.option("--offline", is_flag=True, help="Look at the files only, not at GitHub's settings.")
@click.option("--branch", metavar="BRANCH", help="The branch that is guarded.  [default: the one checked out]")
@repository_option
@format_option(Checkup)
@click.pass_context
def doctor(ctx: click.Context, offline: bool, branch: str | None, repo: Path, format_name: str) -> None:
    """Check the repository's settings and files against what the gate relies on."""
    opened = open_estate(repo)
    estate = opened.estate(None)
    guarded = branch or opened.repository.head_branch()
    if guarded is None:
        raise click.UsageError("no branch is checked out: say which one is guarded with --branch BRANCH")
    access = None if offline else access_from(os.environ)
    name = own_repository(repo, access) if access else ""
    settings = read_settings(Client(access), name, guarded) if access else None
    found = examined(_files(opened, estate), settings)
    tell(Checkup(name, guarded, found), format_name)
    leave_incomplete(estate.unread)
    ctx.exit(_exit(one.health for one in found))


def _exit(healths: Iterator[Health]) -> Exit:
    known = set(healths)
    if Health.ILL in known:
        return Exit.FINDINGS
    return Exit.CANNOT_TELL if Health.UNKNOWN in known else Exit.CLEAN


def _files(opened: Opened, estate: Estate) -> OwnFiles:
    """Workflows and CODEOWNERS lie at git's top, wherever the estate is."""
    top = opened.repository.top or opened.root
    expected = (PurePosixPath(path).name for path, _ in starter_files() if path.startswith(_WORKFLOWS))
    found = sorted((top / _WORKFLOWS).glob("*.y*ml"))
    owners = top / ".github/CODEOWNERS"
    return OwnFiles(
        {path.name: path.read_text("utf-8", "replace") for path in found if path.is_file()},
        tuple(name for name in expected if name != _ADVISORY),
        standing_policy(estate.inventory) is not None,
        owners.read_text("utf-8", "replace") if owners.is_file() else None,
        code_owners(estate.inventory, opened.prefix),
    )


COMMAND = doctor
