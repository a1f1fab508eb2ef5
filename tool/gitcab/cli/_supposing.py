"""Answers about a work tree that holds what HEAD does, made while git makes sure of that."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from gitcab.cli._errors import CannotTell
from gitcab.cli._opening import Opened
from gitcab.store.tree import CannotRead

if TYPE_CHECKING:
    from gitcab.store.index.differing import Seen
    from gitcab.store.index.view import View

T = TypeVar("T")


def answered_meanwhile(
    opened: Opened, rev: str | None, answer: "Callable[[View], T | None]"
) -> "tuple[T | None, Seen | None]":
    """What `answer` gives of HEAD, if the work tree holds just that; else None, and what was seen to differ.

    It must tell nobody anything, and be ready when it returns. What goes wrong in it is left to the usual way,
    which says so of the files that there are.
    """
    wish = os.environ.get("GITCAB_INDEX") or "auto"
    if rev is not None or wish not in ("auto", "on") or opened.repository.top is None:
        return None, None
    from gitcab.store.index.foresight import supposed_already

    with supposed_already(opened.repository, opened.prefix) as found:
        if found is None or opened.journal.is_pending:
            return None, None
        try:
            answered = answer(found.view) if found.view is not None else None
        except (click.ClickException, CannotRead, CannotTell):
            answered = None
        return (answered, None) if answered is not None and found.is_so() else (None, found.seen)
