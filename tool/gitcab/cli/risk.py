"""How risky a change is: every point with its reason, the level, and what would lower it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._errors import CannotTell
from gitcab.cli._items import RFC_ID, rfc_named
from gitcab.cli._leaving import leave_incomplete, leave_unfit
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.inventory import Estate
from gitcab.model.records.policy import Policy
from gitcab.model.risk import Risk
from gitcab.model.standing_policy import standing_policy
from gitcab.policies.risk import risk as risk_of

_EPILOG = """\b
Examples:
  gitcab risk RFC-2026-11-21-upgrade-sis-database
  gitcab risk RFC-2026-11-21-upgrade-sis-database --format markdown

The points are those of changes/policy.yaml. The change is judged on today's
estate and on the estate as it will be at its start; the worse one is told.
"""
_POLICY = "changes/policy.yaml"


@click.command(epilog=_EPILOG)
@click.argument("rfc", type=RFC_ID)
@now_option
@repository_options
@format_option(Risk)
def risk(rfc: str, now: datetime | None, repo: Path, rev: str | None, format_name: str) -> None:
    """Say how risky the request for change RFC is, and why."""
    estate = open_estate(repo).estate(rev)
    entry = rfc_named(estate, rfc)
    found = risk_of(estate, _policy(estate), entry, present(now))
    if found is None:
        raise CannotTell("the policy has no `risk` section", "add `risk` with levels and points to changes/policy.yaml")
    tell(replace(found, unread=estate.unread), format_name)
    leave_incomplete(estate.unread)
    leave_unfit(found.basis.unfit)


def _policy(estate: Estate) -> Policy:
    """The policy. Raises CannotTell where there is none, or one that cannot be read."""
    policy = standing_policy(estate.inventory)
    if policy is not None:
        return policy
    if f"{estate.prefix}{_POLICY}" in estate.unread:
        raise CannotTell(f"{_POLICY} could not be read", "run `gitcab validate` to see why")
    raise CannotTell("there is no policy that says what counts as risk", f"run `gitcab init`, or write {_POLICY}")


COMMAND = risk
