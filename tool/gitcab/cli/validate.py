"""Are the records right? Every finding with its place and how to mend it."""

from collections.abc import Iterable
from os.path import normpath
from pathlib import Path

import click

from gitcab.cli._baseline import less_known
from gitcab.cli._exit import Exit
from gitcab.cli._manuals import manuals
from gitcab.cli._opening import Opened, open_estate
from gitcab.cli._options import fail_on_option, format_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.model.inventory import Estate
from gitcab.rules import judge
from gitcab.rules.comparison import new_findings
from gitcab.rules.selection import select
from gitcab.rules.suppression import apply_suppressions

_EPILOG = """\b
Examples:
  gitcab validate
  gitcab validate cmdb/database --ignore orphan
  gitcab validate --rev HEAD --base origin/main --format github

A comment silences an advisory rule on its line or on the line below it:
`# gitcab: ignore[orphan] a spare that is kept on purpose`
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--base", metavar="REV", help="Tell only what REV does not have already.")
@click.option("--select", "only", multiple=True, metavar="RULE", help="Of the advisory rules, tell only these.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Do not tell this advisory rule.")
@click.option(
    "--baseline", type=click.Path(path_type=Path, dir_okay=False), help="Accept the known findings in this file."
)
@click.option("--update-baseline", is_flag=True, help="Take out of FILE what is mended; write it if there is none.")
@fail_on_option
@repository_options
@format_option(Judgement)
@click.pass_context
def validate(
    ctx: click.Context,
    paths: tuple[str, ...],
    base: str | None,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    update_baseline: bool,
    fail_on: str,
    repo: Path,
    rev: str | None,
    format_name: str,
) -> None:
    """Judge all records, or tell only of PATHS: files and folders."""
    if update_baseline and baseline is None:
        raise click.UsageError("--update-baseline needs --baseline FILE")
    opened = open_estate(repo)
    estate = opened.estate(rev)
    base_estate = opened.estate(base) if base else None
    findings = apply_suppressions(judge(estate, base_estate), estate)
    if baseline is not None:
        findings = less_known(findings, opened, baseline, update=update_baseline, base=base)
    if base_estate is not None:
        findings = new_findings(findings, apply_suppressions(judge(base_estate), base_estate))
    findings = _chosen(findings, only, ignore)
    if paths:
        findings = _below(findings, _from_top(opened, estate, paths))
    tell(Judgement(findings, len(estate.inventory), manuals()), format_name)
    failing = any(finding.severity.rank >= Severity(fail_on).rank for finding in findings)
    ctx.exit(Exit.FINDINGS if failing else Exit.CLEAN)


def _chosen(findings: Iterable[Finding], only: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Finding, ...]:
    try:
        return select(findings, only, ignore)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _from_top(opened: Opened, estate: Estate, paths: Iterable[str]) -> list[str]:
    """The paths from git's top. Raises UsageError for one at which no record lies and no finding."""
    known = {entry.source.path for entry in estate.entries} | {flaw.place.path for flaw in estate.flaws}
    told = [opened.from_top(Path(path)) or normpath(path) for path in paths]
    for given, path in zip(paths, told, strict=True):
        if path != "." and not any(one == path or one.startswith(f"{path}/") for one in known):
            raise click.UsageError(f"there is no record at {given}")
    return told


def _below(findings: Iterable[Finding], paths: Iterable[str]) -> tuple[Finding, ...]:
    starts = tuple(paths)
    return tuple(one for one in findings if any(_is_below(one.place.path, start) for start in starts))


def _is_below(path: str, start: str) -> bool:
    return start == "." or path == start or path.startswith(f"{start}/")


COMMAND = validate
