"""From `--repo` and `--rev` to the estate that a command asks its questions of."""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gitcab.cli._errors import CannotTell
from gitcab.cli._telling import warn
from gitcab.store.commit_tree import CommitTree
from gitcab.store.index.foresight import estate_around
from gitcab.store.landmarks import LANDMARKS
from gitcab.store.repository import Repository
from gitcab.store.tree import Tree
from gitcab.store.work_tree import WorkTree

if TYPE_CHECKING:
    from gitcab.model.inventory import Estate
    from gitcab.store.index.access import Index
    from gitcab.store.index.differing import Seen
    from gitcab.store.index.file import IndexFile
    from gitcab.store.index.view import View
    from gitcab.store.index.watching import Watch
    from gitcab.store.journal import Journal
    from gitcab.store.revisions import Revisions

_WISHES = ("off", "on", "auto")


@dataclass(frozen=True, slots=True)
class Opened:
    """A repository, and the estate's root in it: `prefix` from git's top. Without `by_index` all files are read."""

    repository: Repository
    prefix: str
    by_index: bool = True
    _remarked: set[str] = field(default_factory=set, compare=False, repr=False)

    @property
    def root(self) -> Path:
        """The estate's folder on disk. Raises CannotTell in a bare clone."""
        if self.repository.top is None:
            hint = "name a commit with --rev, or use a clone with a work tree"
            raise CannotTell("this is a bare clone, which has no work tree", hint)
        return self.repository.top / self.prefix

    def from_top(self, path: Path) -> str | None:
        """The path of a file or folder on disk from git's top, None where it lies elsewhere."""
        top = self.repository.top
        written = Path(normpath(path.absolute()))
        absolute = written.parent.resolve() / written.name
        return absolute.relative_to(top).as_posix() if top and absolute.is_relative_to(top) else None

    def tree(self, rev: str | None) -> Tree:
        """The tree of the revision, or the work tree.

        Raises CannotRead for an unknown revision, CannotTell while a cut-off writing waits.
        """
        if rev is None:
            self._demand_whole()
            return WorkTree(self.root, self.prefix)
        return CommitTree(self.repository, self.repository.resolve(rev), self.prefix)

    @property
    def journal(self) -> "Journal":
        """Through which files are written. Raises CannotTell in a bare clone."""
        from gitcab.store.journal import NAME, Journal

        top = self.repository.top or self.root
        return Journal(self.repository.own_path(NAME), top)

    def write(self, contents: Mapping[str, bytes | None]) -> None:
        """Writes the files (None removes one) in one go or not at all; raises CannotWrite."""
        self.journal.write({f"{self.prefix}{path}": content for path, content in contents.items()})

    def _demand_whole(self) -> None:
        if self.journal.is_pending:
            raise CannotTell(
                "an earlier command was cut off while it wrote, so the files are half old, half new",
                "run `gitcab recover`, which completes it",
            )

    def estate(self, rev: str | None, seen: "Seen | None" = None) -> "Estate":
        """The estate at the revision, or in the work tree, of which this was `seen`; progress is shown on a terminal.

        It answers until the command ends. Raises CannotTell where there is nothing that could be an estate.
        """
        view = self.view(rev, seen=seen)
        if view is not None:
            from gitcab.store.index.estate import estate_of

            click.get_current_context().call_on_close(view.close)
            return estate_of(view)
        return _loaded(self.estate_tree(rev))

    def estate_tree(self, rev: str | None) -> Tree:
        """The tree, in which there is something that could be an estate.

        Raises CannotTell where there is not, and what `tree` raises.
        """
        tree = self.tree(rev)
        if next(tree.files(*LANDMARKS), None) is None:
            where = rev or self.root
            raise CannotTell(
                f"there is no estate in {where}: none of cmdb/, changes/, operations/, schemas/",
                "run `gitcab init` to start one, or name its folder with --repo",
            )
        return tree

    def revisions(self) -> "Revisions":
        """The estates of several revisions, by an index of their own where that pays; none on the disk is believed."""
        from gitcab.store.index.access import WORTHWHILE
        from gitcab.store.revisions import Revisions

        from_files = {"off": None, "on": 0, "auto": WORTHWHILE}[_wish()]
        return Revisions(self.repository, self.prefix, from_files)

    def view(self, rev: str | None, watch: "Watch | None" = None, seen: "Seen | None" = None) -> "View | None":
        """The index's view of the revision or the work tree; None where all is read without an index.

        Each mirror that is made for it is watched. Raises CannotRead for an unknown revision, CannotTell while a
        cut-off writing waits.
        """
        with self.views(rev, watch=watch, seen=seen) as views:
            return views()[0]

    @contextmanager
    def views(self, *revs: str | None, watch: "Watch | None" = None, seen: "Seen | None" = None) -> "Iterator[Views]":
        """The views of several, as `view` tells them, when they are called for; until then git compares commits."""
        wish = _wish()
        if wish == "off" or not self.by_index:
            yield Views(None, [None for _ in revs], self._remark)
            return
        from gitcab.store.index.access import Index

        if None in revs:
            self._demand_whole()
            _ = self.root
        named = [rev for rev in revs if rev is not None]
        commit = dict(zip(named, self.repository.resolve_all(named), strict=True))
        with progress() as on_files:
            index = Index(self.repository, self.prefix, wish == "on", on_files, watch=watch, seen=seen)
            with index.comparing(commit.values()):
                yield Views(index, [None if rev is None else commit[rev] for rev in revs], self._remark)

    def _remark(self, index: "Index") -> None:
        for remark in dict.fromkeys(index.remarks):
            if remark not in self._remarked:
                self._remarked.add(remark)
                warn(f"{remark}; the index is made anew or left out")


@dataclass(frozen=True, slots=True)
class Views:
    """The index's views of some commits (full ids) or the work tree (None); without an index there are none."""

    index: "Index | None"
    _commits: Sequence[str | None]
    _remark: "Callable[[Index], None]"

    def __call__(self) -> "list[View | None]":
        """A view of each; after one that is None there are no more."""
        found: list[View | None] = []
        for commit in self._commits:
            found.append(self._view(commit) if None not in found else None)
        return found

    def packed(self) -> "tuple[IndexFile, View] | None":
        """The file in which the first of them lies packed, and a view of that, where `Index.packed` tells one."""
        if self.index is None:
            return None
        view = self.index.packed(self._commits[0])
        self._remark(self.index)
        return (self.index.packed_file, view) if view is not None else None

    def _view(self, commit: str | None) -> "View | None":
        if self.index is None:
            return None
        view = self.index.view(commit)
        self._remark(self.index)
        if view is not None and not view.has_files:
            view.close()
            return None
        return view


def _wish() -> str:
    wish = os.environ.get("GITCAB_INDEX") or "auto"
    if wish not in _WISHES:
        raise CannotTell(f"GITCAB_INDEX is {wish!r}", f"set it to one of {', '.join(_WISHES)}")
    return wish


def _loaded(tree: Tree) -> "Estate":
    """The estate, each file of which is read."""
    from gitcab.store.loading import load

    with progress() as on_files:
        estate = load(tree, lambda: on_files(1))
    # The estate stays until the end; left out of collections, a big one no longer slows every one of them down.
    gc.freeze()
    return estate


def open_estate(repo: Path, *, by_index: bool = True) -> Opened:
    """The repository around that folder. Raises CannotRead where there is none.

    Who judges trust asks not `by_index`: then nothing is believed but git's objects and the files themselves.
    """
    repository, prefix = estate_around(repo)
    return Opened(repository, prefix, by_index)


def open_to_write(repo: Path) -> Opened:
    """The repository for a command that writes: what an earlier one left half-written is completed first."""
    opened = open_estate(repo)
    for path in opened.journal.recover() if opened.journal.is_pending else ():
        warn(f"completed what was cut off: {path}")
    return opened


@contextmanager
def progress() -> Iterator[Callable[[int], None]]:
    """Counts files on a terminal's error stream, from the first on; shows nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    with ExitStack() as shown:
        yield _Counter(shown).count


class _Counter:
    """A line of progress that appears once there is something to count."""

    def __init__(self, shown: ExitStack) -> None:
        self._shown = shown

    def count(self, files: int) -> None:
        """So many files more were read."""
        self._advance(files)

    @cached_property
    def _advance(self) -> Callable[[int], None]:
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

        columns = (SpinnerColumn(), TextColumn("reading records"), MofNCompleteColumn())
        progress = self._shown.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
        task = progress.add_task("reading", total=None)
        return lambda count: progress.advance(task, count)
