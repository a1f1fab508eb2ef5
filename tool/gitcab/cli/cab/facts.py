"""Record the facts of a pull request, from which the same verdict follows offline."""

import os
from pathlib import Path

import click

from gitcab.cli._fetching import fetch_spoken_of
from gitcab.cli._opening import open_estate
from gitcab.cli._options import repository_option
from gitcab.cli._own_repository import own_repository
from gitcab.cli._telling import tell
from gitcab.forge.github.access import access_from
from gitcab.forge.github.client import Client
from gitcab.forge.github.facts import read_facts
from gitcab.forge.github.naming import pull_request_named

_EPILOG = """\b
Examples:
  gitcab cab facts 12 --fetch > facts.json
  gitcab cab facts district/it#12
  gitcab cab facts https://github.com/district/it/pull/12

The token is taken from GH_TOKEN or GITHUB_TOKEN; GITHUB_API_URL names a GitHub
Enterprise Server. A number alone means the repository in GITHUB_REPOSITORY, or
the clone's own.
"""


@click.command(epilog=_EPILOG)
@click.argument("pull_request", metavar="PR")
@click.option("--fetch", is_flag=True, help="Also fetch the commits that they speak of into this clone.")
@repository_option
def facts(pull_request: str, fetch: bool, repo: Path) -> None:
    """Ask GitHub for the facts of a pull request and tell them as JSON.

    They are all of one moment. Where anything lacks, or changes while it is
    read, nothing is told and the exit code is 3.
    """
    access = access_from(os.environ)
    named = pull_request_named(pull_request, access.host)
    if named is None:
        raise click.UsageError(f"'{pull_request}' names no pull request on {access.host}; write 12 or OWNER/NAME#12")
    repository, number = named
    found = read_facts(Client(access), repository or own_repository(repo, access), number)
    if fetch:
        fetch_spoken_of(open_estate(repo, by_index=False), found)
    tell(found, "json")


COMMAND = facts
