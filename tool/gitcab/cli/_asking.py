"""The tables that questions in SQL are asked of."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from gitcab.cli._opening import Opened, progress
from gitcab.model.finding import Finding
from gitcab.store.tree import CannotRead

if TYPE_CHECKING:
    from gitcab.store.index.asking import Index


@contextmanager
def index_of(opened: Opened, rev: str | None, *, judged: bool) -> "Iterator[Index]":
    """The tables of the revision, or of the work tree, while questions are asked; with findings where `judged`.

    Without an index on disk they are made in memory. Raises what `Opened.estate` raises.
    """
    from gitcab.store.index.showing import show_findings, show_views

    findings = _findings(opened, rev) if judged else None
    view = opened.view(rev)
    with closing(_made_for_now(opened, rev) if view is None else view.connection) as index:
        if view is not None and view.changes:
            show_views(index)
        if findings is not None:
            show_findings(index, findings)
        yield index


def _findings(opened: Opened, rev: str | None) -> tuple[Finding, ...]:
    """What `validate` finds; it is done before the tables are opened, so that it can be kept."""
    from gitcab.cli._judging import judging

    found = judging(opened, rev, None)
    findings = found.found().findings
    found.finish()
    return findings


def _made_for_now(opened: Opened, rev: str | None) -> "Index":
    from gitcab.store.index.memory import index_in_memory

    tree = opened.estate_tree(rev)
    with progress() as on_files:
        return index_in_memory(tree, _object_format(opened), on_files)


def _object_format(opened: Opened) -> str:
    """By which hash the repository names contents; a repository without a commit is taken for a usual one."""
    try:
        return "sha256" if len(opened.repository.resolve("HEAD")) == 64 else "sha1"
    except CannotRead:
        return "sha1"
