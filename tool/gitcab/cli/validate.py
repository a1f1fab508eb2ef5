"""Are the records right? Every finding with its place and how to mend it."""

from collections.abc import Iterable
from os.path import normpath
from pathlib import Path

import click

from gitcab.cli._exit import Exit
from gitcab.cli._judging import Judging, judging
from gitcab.cli._opening import Opened, open_estate
from gitcab.cli._options import fail_on_option, format_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.model.rule_manual import RuleManual

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
    judged = judging(opened, rev, base)
    chosen = _from_top(opened, judged, paths)
    answer = judged.new() if baseline is None else judged.found()
    findings = answer.findings
    if baseline is not None:
        from gitcab.cli._baseline import less_known

        findings = judged.less(less_known(findings, opened, baseline, update=update_baseline, base=base))
    findings = _chosen(findings, only, ignore)
    if chosen:
        findings = _below(findings, chosen)
    tell(Judgement(findings, answer.records, _manuals(format_name)), format_name)
    judged.finish()
    failing = any(finding.severity.rank >= Severity(fail_on).rank for finding in findings)
    ctx.exit(Exit.FINDINGS if failing else Exit.CLEAN)


def _manuals(format_name: str) -> tuple[RuleManual, ...]:
    """The rules, for the one format that hands them on: loading them takes longer than many an answer."""
    if format_name != "sarif":
        return ()
    from gitcab.cli._manuals import manuals

    return manuals()


def _chosen(findings: tuple[Finding, ...], only: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Finding, ...]:
    if not only and not ignore:
        return findings
    from gitcab.rules.selection import select

    try:
        return select(findings, only, ignore)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _from_top(opened: Opened, judged: Judging, paths: Iterable[str]) -> list[str]:
    """The paths from git's top. Raises UsageError for one at which no record lies and no finding."""
    told = [(path, opened.from_top(Path(path)) or normpath(path)) for path in paths]
    for given, path in told:
        if path != "." and not judged.has_record(path):
            raise click.UsageError(f"there is no record at {given}")
    return [path for _, path in told]


def _below(findings: Iterable[Finding], paths: Iterable[str]) -> tuple[Finding, ...]:
    starts = tuple(paths)
    return tuple(one for one in findings if any(_is_below(one.place.path, start) for start in starts))


def _is_below(path: str, start: str) -> bool:
    return start == "." or path == start or path.startswith(f"{start}/")


COMMAND = validate
