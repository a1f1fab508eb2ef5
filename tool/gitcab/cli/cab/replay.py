"""A new policy run over the changes of the past: what it would have asked, caught and cost."""

from collections.abc import Sequence
from pathlib import Path

import click

from gitcab.cli._errors import CannotTell
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, full_option, repository_options
from gitcab.cli._telling import tell
from gitcab.cli.cab.policy._reading import read_part
from gitcab.model.listing import Listing
from gitcab.model.records.policy import Policy
from gitcab.model.standing_policy import standing_policy
from gitcab.model.verdict import NodeStatus
from gitcab.policies.replay import Demand, Replayed, replayed

_EPILOG = """\b
Example:
  gitcab cab replay --policy new-policy.yaml

Every change that was authorised is judged by both policies, on today's estate
and before anybody has voted: whom would each have asked? A failed change counts
as caught where the new policy asks more people about it, or refuses it.
"""
_COLUMNS = ("change", "outcome", "asked", "would ask", "caught", "whom")
_OUTCOMES = {True: "failed", False: "successful", None: "not over"}


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
@format_option(Listing)
@full_option
def replay(policy_file: Path, repo: Path, rev: str | None, format_name: str, full: bool) -> None:
    """Say which decisions a new policy would change, which failures it would catch, and what it costs."""
    estate = open_estate(repo).estate(rev)
    old = standing_policy(estate.inventory)
    if old is None:
        raise CannotTell("there is no policy to compare it with", "run `gitcab init`, or name a revision with --rev")
    found = list(replayed(estate, old, read_part(policy_file, Policy)))
    rows = tuple(_row(one) for one in found if one.is_flipped)
    tell(Listing("cab replay", _COLUMNS, rows, _summary(found), len(rows)), format_name, full=full)
    leave_incomplete(estate.unread)


def _row(one: Replayed) -> tuple[str, ...]:
    whom = ", ".join(one.new.groups) or "nobody"
    caught = "yes" if one.is_caught else "-"
    return (one.rfc, _OUTCOMES[one.failed], _asks(one.old), _asks(one.new), caught, whom)


def _asks(demand: Demand) -> str:
    return "refused" if demand.status is NodeStatus.REFUSED else str(demand.approvals)


def _summary(found: Sequence[Replayed]) -> str:
    """The words behind the number of decisions that change."""
    before, after = sum(one.old.approvals for one in found), sum(one.new.approvals for one in found)
    failed = sum(one.failed is True for one in found)
    caught = sum(one.is_caught for one in found)
    return (
        f"of {len(found)} decisions would change; {caught} of {failed} failures caught; "
        f"{after} approvals instead of {before}"
    )


COMMAND = replay
