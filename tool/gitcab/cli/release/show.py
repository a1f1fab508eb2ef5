"""One release: its order and why, its window, its conflicts, its one decision, the risk of each change."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._exit import Exit
from gitcab.cli._items import RELEASE_ID, release_named, rfc_named
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.inventory import Estate
from gitcab.model.release_plan import ReleasePlan, ReleaseStep
from gitcab.model.severity import Severity
from gitcab.model.standing_policy import standing_policy
from gitcab.planning.releases import release_plan
from gitcab.policies.risk import risk


@click.command(epilog="Example: gitcab release show student-records-december-2026")
@click.argument("id", type=RELEASE_ID)
@now_option
@repository_options
@format_option(ReleasePlan)
@click.pass_context
def show(ctx: click.Context, id: str, now: datetime | None, repo: Path, rev: str | None, format_name: str) -> None:
    """Show the release ID; exit 1 where its order cannot be kept, or a conflict is an error."""
    estate = open_estate(repo).estate(rev)
    release = release_named(estate, id).record
    plan = release_plan(estate.inventory, estate.relations, estate.classes, release)
    steps = tuple(_with_risk(step, estate, present(now)) for step in plan.steps)
    tell(replace(plan, steps=steps, unread=estate.unread), format_name)
    leave_incomplete(estate.unread)
    colliding = any(one.severity is Severity.ERROR and one.accepted is None for one in plan.conflicts)
    ctx.exit(Exit.FINDINGS if plan.cycles or plan.early or plan.absent or colliding else Exit.CLEAN)


def _with_risk(step: ReleaseStep, estate: Estate, now: datetime) -> ReleaseStep:
    policy = standing_policy(estate.inventory)
    found = risk(estate, policy, rfc_named(estate, step.rfc), now) if policy else None
    return replace(step, risk=found)


COMMAND = show
