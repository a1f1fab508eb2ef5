"""Writing records: the estate as it would be is judged first, and only what leaves it as good is written."""

from collections.abc import Callable, Iterable, Mapping

import click

from gitcab.cli._exit import Exit
from gitcab.cli._opening import Opened
from gitcab.cli._telling import look
from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.model.inventory import Estate
from gitcab.reports import render
from gitcab.rules import judge
from gitcab.rules.comparison import new_findings
from gitcab.store.composing import compose
from gitcab.store.loading import load
from gitcab.store.overlay_tree import OverlayTree
from gitcab.store.record_files import FOLDERS
from gitcab.store.tree import Tree


def refuse_taken(tree: Tree, paths: Iterable[str]) -> None:
    """Raises UsageError where one of the paths is there already, whatever the case."""
    there = {file.path.casefold(): file.path for file in tree.files(*FOLDERS)}
    for path in paths:
        if path.casefold() in there:
            raise click.UsageError(f"{tree.prefix}{there[path.casefold()]} is there already; nothing is overwritten")


def composed(plain: Mapping[str, object]) -> tuple[str, bytes]:
    """The record's path and content. Raises UsageError for what no file can be called or hold."""
    try:
        return compose(plain)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def write_judged(
    opened: Opened,
    estate: Estate,
    contents: Mapping[str, bytes | None],
    *,
    dry_run: bool,
    told_at: Callable[[Finding], Finding] = lambda finding: finding,
    known: Callable[[Finding], Finding] = lambda finding: finding,
) -> Estate:
    """Writes the files (None removes one) unless that brings new errors, which are told instead (exit 1).

    Gives the estate as it is then.

    `told_at` moves a finding to where people can mend it, `known` an old one to where it would be
    after the change. With `dry_run` everything is judged and nothing written.
    """
    after = load(OverlayTree(opened.tree(None), contents))
    before = (known(finding) for finding in judge(estate))
    brought = new_findings(judge(after, estate), before)
    grave = tuple(told_at(finding) for finding in brought if finding.severity is not Severity.NOTE)
    if grave:
        judgement = Judgement(tuple(sorted(grave, key=lambda finding: finding.sort_key)), len(after.inventory))
        click.echo(render(judgement, "text", look()), nl=False, err=True)
    if any(finding.severity is Severity.ERROR for finding in grave):
        context = click.get_current_context()
        click.echo(f"gitcab: nothing was written\n        what can be given: {context.command_path} --help", err=True)
        context.exit(Exit.FINDINGS)
    if not dry_run:
        opened.write(contents)
    return after


def write_new(
    opened: Opened,
    estate: Estate,
    contents: Mapping[str, bytes],
    next_command: str,
    *,
    dry_run: bool,
    told_at: Callable[[Finding], Finding] = lambda finding: finding,
) -> None:
    """Writes new files as `write_judged` does, and tells their paths and the command to go on with.

    With `dry_run` it prints what would be in them instead.
    """
    for path, content in sorted(contents.items()) if dry_run else ():
        click.echo(f"# {opened.prefix}{path}\n{content.decode()}")
    write_judged(opened, estate, contents, dry_run=dry_run, told_at=told_at)
    if not dry_run:
        for path in sorted(contents):
            click.echo(f"wrote {opened.prefix}{path}")
        click.echo(f"Next: {next_command}")
