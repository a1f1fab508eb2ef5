"""What `gitcab impact` answers; it is loaded while git compares the work tree with the index."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gitcab.cli._asked import Asked, asked_by_changes, asked_by_name
from gitcab.cli._items import items_named
from gitcab.cli._opening import Opened
from gitcab.cli._projecting import estate_at, remark
from gitcab.cli._telling import look
from gitcab.model.impact import Explanation, Impact, State
from gitcab.model.inventory import Estate
from gitcab.model.nearest import did_you_mean
from gitcab.reports import formats, render

if TYPE_CHECKING:
    from gitcab.model.dependencies import Dependencies


class Said(NamedTuple):
    """The report, and what it lacks: files that could not be read, changes that do not fit."""

    text: str
    unread: tuple[str, ...]
    unfit: tuple[str, ...]


def said(
    opened: Opened,
    estate: Estate,
    ids: tuple[str, ...],
    rev: str | None,
    format_name: str,
    *,
    full: bool,
    options: dict[str, Any],
) -> Said:
    """The answer to `gitcab impact` in words. Raises UsageError for what cannot be asked of the estate."""
    estate, basis = estate_at(estate, options["at"])
    remark(basis)
    answer = _answer(opened, estate, ids, rev, options)
    if isinstance(answer, Impact):
        answer = replace(answer, basis=basis)
    if format_name not in formats(type(answer)):
        raise click.UsageError(f"this answer has no format {format_name}; use {', '.join(formats(type(answer)))}")
    return Said(render(answer, format_name, look(full=full)), estate.unread, basis.unfit)


def _answer(
    opened: Opened, estate: Estate, ids: tuple[str, ...], rev: str | None, options: dict[str, Any]
) -> "Impact | Explanation | Dependencies":
    names = _relations(estate, options["relations"])
    if options["upstream"]:
        return _upstream(estate, ids, names, options["depth"])
    found = _downstream(estate, _asked(opened, estate, ids, rev, options), names)
    if options["explained"]:
        return _explained(estate, found, options["explained"])
    depth = options["depth"]
    told = found.impacted if depth is None else tuple(one for one in found.impacted if one.hops <= depth)
    return replace(found, impacted=told, unread=estate.unread)


def _asked(opened: Opened, estate: Estate, ids: tuple[str, ...], rev: str | None, options: dict[str, Any]) -> Asked:
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


def _upstream(estate: Estate, ids: tuple[str, ...], names: set[str] | None, depth: int | None) -> "Dependencies":
    items = items_named(estate, ids)
    if len(items) != 1:
        raise click.UsageError("--upstream takes one configuration item")
    from gitcab.graph.dependencies import dependencies

    found = dependencies(estate.inventory, estate.relations, estate.classes, items[0], relation_names=names)
    told = tuple(one for one in found.dependencies if depth is None or one.hops <= depth)
    return replace(found, dependencies=told, unread=estate.unread)


def _downstream(estate: Estate, asked: Asked, names: set[str] | None) -> Impact:
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
