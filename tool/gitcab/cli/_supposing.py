"""Answers about a work tree that is as the index knows it, made while git makes sure of that."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from gitcab.cli._errors import CannotTell
from gitcab.cli._opening import Opened
from gitcab.store.tree import CannotRead

if TYPE_CHECKING:
    from gitcab.model.inventory import Estate

T = TypeVar("T")


def answer_on_mirror(opened: Opened, rev: str | None, answer: "Callable[[Estate], T]") -> T | None:
    """What `answer` gives of the estate that the index mirrors, if the work tree is just that; else None.

    It must tell nobody anything, and be ready when it returns. What goes wrong in it is left to the usual way,
    which says so of the files that there are.
    """
    wish = os.environ.get("GITCAB_INDEX") or "auto"
    if rev is not None or wish not in ("auto", "on") or opened.repository.top is None:
        return None
    from gitcab.store.index.supposing import supposed

    with supposed(opened.repository, opened.prefix) as found:
        if found is None or opened.journal.is_pending:
            return None
        from gitcab.store.index.estate import estate_of

        try:
            answered = answer(estate_of(found.view))
        except (click.ClickException, CannotRead, CannotTell):
            return None
        return answered if found.is_so() else None
