"""A new policy run over the changes of the past: what it would have asked, caught and cost."""

from pathlib import Path

import click

from gitcab.cli._errors import CannotTell
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_options
from gitcab.cli._telling import tell
from gitcab.cli.cab.policy._reading import read_part
from gitcab.model.records.policy import Policy
from gitcab.model.replay import Replay
from gitcab.model.standing_policy import standing_policy
from gitcab.policies.replay import replayed

_EPILOG = """\b
Example:
  gitcab cab replay --policy new-policy.yaml

Every change that was authorised is judged by both policies, on today's estate
and before anybody has voted: whom would each have asked? A failed change counts
as caught where the new policy asks more people about it, or refuses it.
"""


@click.command(epilog=_EPILOG)
@click.option(
    "--policy",
    "policy_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The new policy.",
)
@repository_options
@format_option(Replay)
@full_option
def replay(policy_file: Path, repo: Path, rev: str | None, format_name: str, full: bool) -> None:
    """Say which decisions a new policy would change, which failures it would catch, and what it costs."""
    estate = open_estate(repo, by_index=False).estate(rev)
    old = standing_policy(estate.inventory)
    if old is None:
        raise CannotTell("there is no policy to compare it with", "run `gitcab init`, or name a revision with --rev")
    found = replayed(estate, old, read_part(policy_file, Policy))
    tell(found, format_name, full=full)
    leave_incomplete(found.unread)


COMMAND = replay
