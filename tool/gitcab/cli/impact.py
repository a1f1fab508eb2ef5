"""What is hit when something fails or is changed, how hard, and by which path."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gitcab.cli._items import CI_OR_RFC_ID, ID, items_named
from gitcab.cli._leaving import leave_incomplete, leave_unfit
from gitcab.cli._opening import Opened, open_estate
from gitcab.cli._options import format_option, full_option, repository_options
from gitcab.cli._projecting import at_option, estate_at, remark
from gitcab.cli._supposing import answer_on_mirror
from gitcab.cli._telling import look
from gitcab.model.dependencies import Dependencies
from gitcab.model.impact import Explanation, Impact, State
from gitcab.model.inventory import Estate
from gitcab.model.nearest import did_you_mean
from gitcab.reports import formats, render
from gitcab.store.uncollected import uncollected

if TYPE_CHECKING:  # what answers is loaded while git works
    from gitcab.cli._asked import Asked

_EPILOG = """\b
Examples:
  gitcab impact dns-1 dns-2
  gitcab impact sis-database --explain student-information
  gitcab impact RFC-2026-11-21-upgrade-sis-database --case expected
  gitcab impact core-switch-1 --at 2026-12-20
  gitcab impact --changed-since origin/main --format markdown
"""


@click.command(epilog=_EPILOG)
@click.argument("ids", nargs=-1, type=CI_OR_RFC_ID)
@click.option(
    "--state",
    type=click.Choice(["down", "degraded"]),
    default="down",
    show_default=True,
    help="The state that the configuration items are put into.",
)
@click.option(
    "--case",
    type=click.Choice(["worst", "expected"]),
    default="worst",
    show_default=True,
    help="Of a request for change: every item down, or the effects it declares.",
)
@click.option("--changed-since", metavar="REV", help="Start from all that was changed since REV.")
@click.option("--upstream", is_flag=True, help="The other way round: what IDS themselves depend on.")
@click.option("--explain", "explained", metavar="ID", type=ID, help="Only how ID is hit, hop by hop.")
@click.option("--depth", type=click.IntRange(min=1), metavar="N", help="Tell only what is at most N hops away.")
@click.option("--relation", "relations", multiple=True, metavar="NAME", help="Follow only these relations.")
@at_option
@repository_options
@format_option(Impact)
@full_option
def impact(ids: tuple[str, ...], repo: Path, rev: str | None, format_name: str, full: bool, **options: Any) -> None:
    """Show what is hit when IDS fail: configuration items, or one request for change."""
    if bool(ids) == bool(options["changed_since"]):
        raise click.UsageError("name configuration items or a request for change, or give --changed-since REV")
    if options["upstream"] and options["explained"]:
        raise click.UsageError("--explain is about what IDS hit, --upstream about what hits them; give one of them")
    with uncollected():  # nearly all that an answer makes is needed until it is told
        opened = open_estate(repo)

        def said(estate: Estate) -> _Said:
            return _said(opened, estate, ids, rev, format_name, full=full, options=options)

        is_of_one_time = options["at"] is None and options["changed_since"] is None
        found = answer_on_mirror(opened, rev, said) if is_of_one_time else None
        if found is None:
            found = said(opened.estate(rev))
        click.echo(found.text, nl=False)
    leave_incomplete(found.unread)
    leave_unfit(found.unfit)


class _Said(NamedTuple):
    """The report, and what it lacks: files that could not be read, changes that do not fit."""

    text: str
    unread: tuple[str, ...]
    unfit: tuple[str, ...]


def _said(
    opened: Opened,
    estate: Estate,
    ids: tuple[str, ...],
    rev: str | None,
    format_name: str,
    *,
    full: bool,
    options: dict[str, Any],
) -> _Said:
    estate, basis = estate_at(estate, options["at"])
    remark(basis)
    answer = _answer(opened, estate, ids, rev, options)
    if isinstance(answer, Impact):
        answer = replace(answer, basis=basis)
    if format_name not in formats(type(answer)):
        raise click.UsageError(f"this answer has no format {format_name}; use {', '.join(formats(type(answer)))}")
    return _Said(render(answer, format_name, look(full=full)), estate.unread, basis.unfit)


def _answer(
    opened: Opened, estate: Estate, ids: tuple[str, ...], rev: str | None, options: dict[str, Any]
) -> Impact | Explanation | Dependencies:
    names = _relations(estate, options["relations"])
    if options["upstream"]:
        return _upstream(estate, ids, names, options["depth"])
    found = _downstream(estate, _asked(opened, estate, ids, rev, options), names)
    if options["explained"]:
        return _explained(estate, found, options["explained"])
    depth = options["depth"]
    told = tuple(one for one in found.impacted if depth is None or one.hops <= depth)
    return replace(found, impacted=told, unread=estate.unread)


def _asked(opened: Opened, estate: Estate, ids: tuple[str, ...], rev: str | None, options: dict[str, Any]) -> "Asked":
    from gitcab.cli._asked import asked_by_changes, asked_by_name

    state = State[options["state"].upper()]
    since = options["changed_since"]
    if since is None:
        return asked_by_name(estate, ids, state, options["case"])
    from gitcab.store.comparing import compare

    changes = compare(opened.estate(since), estate, since, rev or "the work tree")
    return asked_by_changes(estate, changes, state, options["case"])


def _relations(estate: Estate, names: tuple[str, ...]) -> set[str] | None:
    for name in names:
        if name not in estate.relations:
            meant = _forward(estate, name) or did_you_mean(name, estate.relations)
            raise click.UsageError(f"there is no relation '{name}'; {meant or 'schemas/relations.yaml lists them'}")
    return set(names) or None


def _forward(estate: Estate, inverse: str) -> str:
    found = (name for name, relation in estate.relations.items() if relation.inverse == inverse)
    return next((f"that is how one reads '{name}' from the other side" for name in found), "")


def _upstream(estate: Estate, ids: tuple[str, ...], names: set[str] | None, depth: int | None) -> Dependencies:
    items = items_named(estate, ids)
    if len(items) != 1:
        raise click.UsageError("--upstream takes one configuration item")
    from gitcab.graph.dependencies import dependencies

    found = dependencies(estate.inventory, estate.relations, estate.classes, items[0], relation_names=names)
    told = tuple(one for one in found.dependencies if depth is None or one.hops <= depth)
    return replace(found, dependencies=told, unread=estate.unread)


def _downstream(estate: Estate, asked: "Asked", names: set[str] | None) -> Impact:
    from gitcab.graph.impact import impact as impact_of

    found = impact_of(
        estate.inventory,
        estate.relations,
        estate.classes,
        asked.roots,
        one_at_a_time=asked.one_at_a_time,
        relation_names=names,
    )
    return replace(found, case=asked.case)


def _explained(estate: Estate, found: Impact, written: str) -> Explanation:
    (item,) = items_named(estate, [written])
    return Explanation(found, item)


COMMAND = impact
