"""From a revision, or the work tree, to its view: the mirror is found, made or made anew, and laid over."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from gitcab.store.commit_tree import CommitTree
from gitcab.store.estate_root import LANDMARKS
from gitcab.store.index import tables
from gitcab.store.index.content_tree import ContentTree
from gitcab.store.index.differing import Differing, between
from gitcab.store.index.file import IndexFile, Unwritable, new_stamp
from gitcab.store.index.freshness import WorkState
from gitcab.store.index.view import View
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead, Tree
from gitcab.store.work_tree import WorkTree

if TYPE_CHECKING:
    from gitcab.store.index.watching import Watch

WORTHWHILE = 3000
"""From so many files on an index is made unasked."""


class _DoesNotFit(Exception):
    """The mirror is too far from what is asked, or was made with other demands."""


@dataclass
class Index:
    """The index of the estate at `prefix`; `wanted` makes one whatever it costs, else only where it pays.

    `remarks` tell what was found wrong with its file; `on_files` is called with how many more files were read;
    `watch` gives a watcher of each mirror that is made here.
    """

    repository: Repository
    prefix: str
    wanted: bool = False
    on_files: Callable[[int], None] = lambda count: None
    remarks: list[str] = field(default_factory=list)
    watch: "Watch | None" = None
    _mirrored: str | None = None

    def view(self, commit: str | None) -> View | None:
        """The view of a commit (a full id) or of the work tree; None where going without costs less.

        Raises CannotRead where the tree itself cannot be read.
        """
        connection = self._opened()
        had_one = connection is not None
        if connection is not None:
            with suppress(_DoesNotFit):
                return self._laid_over(connection, commit)
        connection = self._made_anew(commit if commit and not had_one else self._head)
        if connection is not None:
            with suppress(_DoesNotFit):
                return self._laid_over(connection, commit)
        return self._in_memory(commit) if self.wanted or had_one else None

    @cached_property
    def file(self) -> IndexFile:
        """Where it lies."""
        return IndexFile(self.repository.git_dir, self.prefix)

    def make(self, commit: str) -> None:
        """Makes it anew as the mirror of a commit. Raises Unwritable where that cannot be done."""
        stamp = new_stamp()
        with self.file.made_anew(stamp) as connection:
            self._fill(connection, self._contents(commit), {"commit": commit, "stamp": str(stamp)})

    def _opened(self) -> sqlite3.Connection | None:
        found = self.file.open()
        if found.remark:
            self.remarks.append(found.remark)
        return found.connection

    def _laid_over(self, connection: sqlite3.Connection, commit: str | None) -> View:
        view = View(connection, self._contents(commit))
        try:
            differing = self._differing(view, commit)
            if differing.paths:
                self._demand_near(view, differing)
                self._demand_equal_demands(view, commit, differing)
                self._lay_over(view, commit, differing)
        except BaseException:
            connection.close()
            raise
        return view

    def _differing(self, view: View, commit: str | None) -> Differing:
        self._mirrored = mirrored = view.meta["commit"]
        if commit is not None:
            try:
                return between(self.repository, self.prefix, mirrored, commit) if commit != mirrored else Differing()
            except CannotRead:  # what was mirrored is in the repository no more
                raise _DoesNotFit from None
        state = WorkState(self.repository, self.prefix, view.connection, mirrored)
        differing = state.differing()
        if state.git_failed and self._head != mirrored:
            raise _DoesNotFit
        return differing

    def _demand_near(self, view: View, differing: Differing) -> None:
        """Laying many paths over costs more, each time, than a new mirror of what is checked out, once."""
        (records,) = view.ask("SELECT max(n) FROM record")[0]
        is_far = len(differing.paths) * 20 > (records or 0) + 4000
        if is_far and self._head not in (None, view.meta["commit"]):
            raise _DoesNotFit

    def _demand_equal_demands(self, view: View, commit: str | None, differing: Differing) -> None:
        from gitcab.store.index.overlay import has_other_demands

        if has_other_demands(view, self._tree(commit), differing):
            raise _DoesNotFit

    def _lay_over(self, view: View, commit: str | None, differing: Differing) -> None:
        from gitcab.store.index.overlay import lay_over

        view.changes = lay_over(view, self._tree(commit), differing)

    def _made_anew(self, commit: str | None) -> sqlite3.Connection | None:
        """A new mirror of that commit, None where it would be the old one again or cannot be made."""
        if commit is None or commit == self._mirrored or not (self.wanted or self._mirrored or self._pays(commit)):
            return None
        try:
            self.make(commit)
        except Unwritable:
            return None
        return self._opened()

    def _in_memory(self, commit: str | None) -> View:
        """A view of the very tree that is asked for, which is gone with this process."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._fill(connection, self._contents(commit) if commit else self._tree(None), {})
        return View(connection, self._contents(commit))

    def _fill(self, connection: sqlite3.Connection, tree: Tree, meta: dict[str, str]) -> None:
        from gitcab.store.index.building import build
        from gitcab.store.index.figures import keep_figures

        if tree.revision is not None:
            CommitTree(self.repository, tree.revision, self.prefix).bring(*LANDMARKS)
        commit = tree.revision or self._head
        object_format = "sha256" if commit and len(commit) == 64 else "sha1"
        # The work tree itself has a view that is asked but once.
        listed, root = (tree.listed, self._root) if isinstance(tree, ContentTree) else ({}, None)
        at_end = partial(keep_figures, connection, listed, root)
        build(connection, tree, meta, object_format, self.on_files, at_end=at_end, watch=self.watch)
        if root and tree.revision and self._head:
            with suppress(CannotRead):
                state = WorkState(self.repository, self.prefix, connection, tree.revision).unflagged()
                connection.execute(tables.INSERT_META, ("unflagged", state))

    def _pays(self, commit: str) -> bool:
        files = CommitTree(self.repository, commit, self.prefix).files(*LANDMARKS)
        return sum(1 for _ in islice(files, WORTHWHILE)) == WORTHWHILE

    def _contents(self, commit: str | None) -> ContentTree:
        return ContentTree(self.repository, commit, self.prefix, self._root)

    def _tree(self, commit: str | None) -> Tree:
        if commit is not None:
            return self._contents(commit)
        if self._root is None:
            raise ValueError("a bare clone has no work tree")
        return WorkTree(self._root, self.prefix)

    @cached_property
    def _root(self) -> Path | None:
        return self.repository.top / self.prefix if self.repository.top else None

    @cached_property
    def _head(self) -> str | None:
        try:
            return self.repository.resolve("HEAD")
        except CannotRead:
            return None
