"""Are the records right? Every finding with its place and how to mend it."""

from collections.abc import Iterable
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gitcab.cli._exit import Exit
from gitcab.cli._judging import Judging, judged_meanwhile, judging
from gitcab.cli._opening import Opened, open_estate
from gitcab.cli._options import fail_on_option, format_option, repository_options
from gitcab.cli._telling import tell
from gitcab.model.finding import Finding, Judgement, Severity

if TYPE_CHECKING:
    from gitcab.cli._answer import Answer
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

    def answer(judged: Judging) -> "Answer":
        chosen = _from_top(opened, judged, paths)
        found = judged.new() if baseline is None else _beside(judged, opened, baseline, base, update=update_baseline)
        findings = _chosen(found.findings, only, ignore)
        return found._replace(findings=_below(findings, chosen) if chosen else findings)

    # A baseline may be written, which must wait until it is certain what is judged.
    found, seen = judged_meanwhile(opened, rev, base, answer) if baseline is None else (None, None)
    if found is None:
        judged = judging(opened, rev, base, seen)
        found = answer(judged)
        _tell(found, format_name)
        judged.finish()
    else:
        _tell(found, format_name)
    failing = any(finding.severity.rank >= Severity(fail_on).rank for finding in found.findings)
    ctx.exit(Exit.FINDINGS if failing else Exit.CLEAN)


def _beside(judged: Judging, opened: Opened, baseline: Path, base: str | None, *, update: bool) -> "Answer":
    """What is neither in the file of known findings nor in the base."""
    from gitcab.cli._baseline import less_known

    found = judged.found()
    return found._replace(findings=judged.less(less_known(found.findings, opened, baseline, update=update, base=base)))


def _tell(found: "Answer", format_name: str) -> None:
    tell(Judgement(found.findings, found.records, _manuals(format_name)), format_name)


def _manuals(format_name: str) -> "tuple[RuleManual, ...]":
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
