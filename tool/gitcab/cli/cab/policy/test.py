"""Try a policy on cases: an edit, who reviews it, and what should come of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._errors import CannotTell
from gitcab.cli._exit import Exit
from gitcab.cli._opening import open_estate
from gitcab.cli._options import format_option, repository_options
from gitcab.cli._telling import tell
from gitcab.cli.cab.policy._reading import read_part
from gitcab.model.in_words import plural
from gitcab.model.listing import Listing
from gitcab.model.policy_case import PolicyCase, PolicyCases
from gitcab.model.records.policy import Policy
from gitcab.model.standing_policy import standing_policy
from gitcab.model.verdict import Verdict
from gitcab.policies.trial import Trial

_EPILOG = """\b
Example:
  gitcab cab policy test cases.yaml --policy new-policy.yaml

\b
cases:
  - case: The board looks at what is risky
    by: mchen
    edit: {RFC-2026-11-21-upgrade-sis-database: {state: scheduled}}
    approved_by: [dortiz]
    expect: pending
    needs: [cab]

Each case edits the records of the estate, in memory only. Exit code 1 says that
a verdict was not what its case expects.
"""
_COLUMNS = ("result", "case", "verdict", "expected", "missing")


@click.command(epilog=_EPILOG)
@click.argument("cases", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--policy",
    "policy_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Try this policy.  [default: changes/policy.yaml]",
)
@now_option
@repository_options
@format_option(Listing)
@click.pass_context
def test(
    ctx: click.Context,
    cases: Path,
    policy_file: Path | None,
    now: datetime | None,
    repo: Path,
    rev: str | None,
    format_name: str,
) -> None:
    """Decide each case in CASES, a YAML file, and say whether it came out as expected."""
    wanted = read_part(cases, PolicyCases).cases
    opened = open_estate(repo, by_index=False)
    estate = opened.estate(rev)
    policy = read_part(policy_file, Policy) if policy_file else standing_policy(estate.inventory)
    if policy is None:
        raise CannotTell("there is no policy to try", "name one with --policy, or run `gitcab init`")
    trial = Trial(opened.tree(rev), estate, policy, present(now).astimezone(UTC))
    rows = tuple(_row(case, trial.verdict(case)) for case in wanted)
    wrong = sum(row[0] != "ok" for row in rows)
    words = f"{plural(len(rows), 'case', 'cases')}, {wrong or 'none'} not as expected"
    tell(Listing("cab policy test", _COLUMNS, rows, words, len(rows)), format_name)
    ctx.exit(Exit.FINDINGS if wrong else Exit.CLEAN)


def _row(case: PolicyCase, verdict: Verdict) -> tuple[str, ...]:
    missing = tuple(_missing(verdict))
    is_fitting = verdict.status == case.expect and (case.needs is None or sorted(case.needs) == sorted({*missing}))
    return ("ok" if is_fitting else "wrong", case.case, verdict.status.value, case.expect, ", ".join(missing))


def _missing(verdict: Verdict) -> Iterator[str]:
    """Each group once, in the order of the reasons."""
    yield from dict.fromkeys(group for needed in verdict.needed for group in needed.groups)


COMMAND = test
