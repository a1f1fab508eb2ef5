"""Changes to a record's file that leave every byte alone which need not change.

Each change is tried in the most careful way first, then in coarser ones around it; a text counts only
if it reads back as exactly the value that was meant.
"""

import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain
from typing import Any

from gitcab.model.source import Route
from gitcab.store.document import Document
from gitcab.store.edit_steps import CannotEdit, Insert, Step, append, at, put, remove, shown
from gitcab.store.splicing import Splicing
from gitcab.store.yaml_text import read

__all__ = ["Append", "CannotEdit", "Change", "Put", "Remove", "edit", "edited"]


@dataclass(frozen=True, slots=True)
class Put:
    """Sets the value at a route, making the mappings on its way; a new key goes behind the key `after`, else last."""

    route: Route
    value: Any
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Takes out the key or list item at a route; with `prune` also what is empty around it then."""

    route: Route
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Append:
    """Adds an item to the list at a route, which is made where it is missing or null."""

    route: Route
    value: Any


Change = Put | Remove | Append


def edit(document: Document, changes: Sequence[Change]) -> str:
    """The text after the changes, made one after the other. Raises CannotEdit, and then says why."""
    return edited(document, changes).text


def edited(document: Document, changes: Sequence[Change]) -> Document:
    """The document after the changes, made one after the other. Raises CannotEdit, and then says why."""
    for change in changes:
        document = _changed(document, change)
    return document


def _changed(document: Document, change: Change) -> Document:
    step = _step(document.value, change)
    meant = step.apply(deepcopy(document.value))
    if _same(meant, document.value):
        return document
    try:
        for text in _texts(document, step, meant):
            found = read(text.encode("utf-8"), document.source.path)
            if isinstance(found, Document) and _same(found.value, meant):
                return found
    except ValueError as error:
        raise CannotEdit(f"{shown(change.route)} in {document.source.path}: {error}") from error
    raise CannotEdit(f"{shown(change.route)} in {document.source.path} cannot be written so that it reads back")


def _step(top: Any, change: Change) -> Step:
    if isinstance(change, Put):
        return put(top, change.route, change.value, change.after)
    if isinstance(change, Append):
        return append(top, change.route, change.value)
    return remove(top, change.route, change.prune)


def _texts(document: Document, step: Step, meant: Any) -> Iterator[str]:
    """The step itself, then ever larger values around it written anew."""
    splicing = Splicing(document)
    careful = step.texts(splicing, document.value)
    around = step.route if isinstance(step, Insert) else step.route[:-1]
    routes = (around[:depth] for depth in range(len(around), -1, -1))
    anew = (text for route in routes for text in splicing.replaced(route, at(meant, route)))
    for text in chain(careful, anew):
        yield text
        if not text.endswith("\n"):
            yield text + "\n"


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON, where 1 is neither 1.0 nor true."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
