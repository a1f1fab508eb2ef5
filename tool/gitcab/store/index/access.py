"""From a revision, or the work tree, to its view: the mirror is found, made or made anew, and laid over."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from gitcab.store.commit_tree import CommitTree
from gitcab.store.index.content_tree import ContentTree
from gitcab.store.index.differing import Differing, Seen, between, comparing
from gitcab.store.index.file import IndexFile, Unwritable, new_stamp
from gitcab.store.index.freshness import WorkState
from gitcab.store.index.signature import INSERT_META
from gitcab.store.index.view import View
from gitcab.store.landmarks import LANDMARKS
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead, Tree
from gitcab.store.work_tree import WorkTree

if TYPE_CHECKING:
    from gitcab.store.index.watching import Watch

WORTHWHILE = 300
"""From so many files on an index is made unasked."""


class DoesNotFit(Exception):
    """The mirror is too far from what is asked, or was made with other demands."""


@dataclass
class Index:
    """The index of the estate at `prefix`; `wanted` makes one whatever it costs, else only where it pays.

    `remarks` tell what was found wrong with its file; `on_files` is called with how many more files were read;
    `watch` gives a watcher of each mirror that is made here; `seen` is what is known of the work tree already.
    """

    repository: Repository
    prefix: str
    wanted: bool = False
    on_files: Callable[[int], None] = lambda count: None
    remarks: list[str] = field(default_factory=list)
    watch: "Watch | None" = None
    seen: Seen | None = None
    _mirrored: str | None = None
    _ready: sqlite3.Connection | None = None
    _compared: dict[tuple[str, str | None], Callable[[], Differing]] = field(default_factory=dict)

    def view(self, commit: str | None) -> View | None:
        """The view of a commit (a full id) or of the work tree; None where going without costs less.

        Raises CannotRead where the tree itself cannot be read.
        """
        connection, self._ready = self._ready or self.opened(), None
        self._mirrored = None
        had_one = connection is not None
        if connection is not None:
            with suppress(DoesNotFit):
                return self._laid_over(connection, commit)
        connection = self._made_anew(commit if commit and not had_one else self._head)
        if connection is not None:
            with suppress(DoesNotFit):
                return self._laid_over(connection, commit)
        return self._in_memory(commit) if self.wanted or had_one else None

    @contextmanager
    def comparing(self, commits: Iterable[str | None]) -> Iterator[None]:
        """Has git compare these with the mirror while other things are done; `view` waits for what it needs of it."""
        with ExitStack() as running:
            self._ready = self.opened()
            running.callback(self._close_unused)
            if self._ready is not None:
                mirrored = View(self._ready, self._contents(None)).meta["commit"]
                for commit in {*commits} - {None, mirrored}:
                    begun = comparing(self.repository, self.prefix, mirrored, str(commit))
                    self._compared[mirrored, commit] = running.enter_context(begun)
            yield

    def _close_unused(self) -> None:
        if self._ready is not None:
            self._ready.close()

    def packed(self, commit: str | None) -> View | None:
        """What is mirrored of a commit, or of the work tree, as it was just read: a view that has no records to ask.

        None where there is an index already, where going without or making one costs less, or where the work tree
        differs from what is mirrored; `view` answers then, as it does afterwards. Raises CannotRead where the tree
        itself cannot be read.
        """
        self._ready, mirrored = self._ready or self.opened(), commit or self._head
        if self._ready is not None or mirrored is None or not (self.wanted or self._pays(mirrored)):
            return None
        if self._is_walked(mirrored):
            return None
        try:
            self._make(self.packed_file, mirrored)
        except Unwritable:
            return None
        is_told = commit is not None or (self.seen is not None and not self.seen.differing.paths)
        connection = self.packed_file.open().connection if is_told else None
        return View(connection, self._contents(commit)) if connection is not None else None

    @cached_property
    def file(self) -> IndexFile:
        """Where it lies."""
        return IndexFile(self.repository.git_dir, self.prefix)

    @cached_property
    def packed_file(self) -> IndexFile:
        """Where that lies of which it is made as soon as somebody asks for more than a judgement."""
        return IndexFile(self.repository.git_dir, self.prefix, "packed")

    def make(self, commit: str) -> None:
        """Makes it anew as the mirror of a commit. Raises Unwritable where that cannot be done."""
        self._make(self.file, commit)

    def drop(self) -> list[Path]:
        """Removes it, and what lies packed; the files that were there. Raises OSError where that may not be done."""
        return [file.path for file in (self.file, self.packed_file) if file.drop()]

    def _make(self, file: IndexFile, commit: str) -> None:
        stamp, is_packed = new_stamp(), file is self.packed_file
        with file.made_anew(stamp) as connection:
            meta = {"commit": commit, "stamp": str(stamp)}
            self._fill(connection, self._contents(commit), meta, is_packed=is_packed)
        with suppress(OSError):  # it could not be used, else this one would not have been made
            (self.file if is_packed else self.packed_file).drop()

    def opened(self) -> sqlite3.Connection | None:
        """The index, made of what lies packed if there is none; None where neither can be used."""
        return self._open(self.file) or (self._open(self.file) if self._unpack() else None)

    def _open(self, file: IndexFile) -> sqlite3.Connection | None:
        found = file.open()
        if found.remark:
            self.remarks.append(found.remark)
        return found.connection

    def _unpack(self) -> bool:
        """Makes it of what lies packed; whether that was there and could be done."""
        packed = self._open(self.packed_file)
        if packed is None:
            return False
        from gitcab.store.index.forms import Torn
        from gitcab.store.index.unpacking import unpack

        with closing(packed), suppress(Unwritable, Torn):
            # It is the same mirror, so it has the same stamp.
            with self.file.made_anew(int(View(packed, self._contents(None)).meta["stamp"])) as connection:
                unpack(packed, connection, self.on_files)
            self.packed_file.drop()
            return True
        return False

    def _laid_over(self, connection: sqlite3.Connection, commit: str | None) -> View:
        view = View(connection, self._contents(commit))
        try:
            self.lay_over(view, self._tree(commit), self._differing(view, commit))
        except BaseException:
            connection.close()
            raise
        return view

    def _differing(self, view: View, commit: str | None) -> Differing:
        self._mirrored = mirrored = view.meta["commit"]
        if commit is not None:
            try:
                return self._between(mirrored, commit)
            except CannotRead:  # what was mirrored is in the repository no more
                raise DoesNotFit from None
        if self.seen is not None and self.seen.mirrored == mirrored:
            return self.seen.differing
        state = WorkState(self.repository, self.prefix, view.connection, mirrored)
        differing = state.differing()
        if state.git_failed and self._head != mirrored:
            raise DoesNotFit
        return differing

    def _between(self, mirrored: str, commit: str) -> Differing:
        if commit == mirrored:
            return Differing()
        compared = self._compared.get((mirrored, commit))
        return compared() if compared else between(self.repository, self.prefix, mirrored, commit)

    def lay_over(self, view: View, tree: Tree, differing: Differing) -> None:
        """Makes the view one of that tree, which differs so from its mirror. Raises DoesNotFit."""
        if not differing.paths:
            return
        from gitcab.store.index.overlay import has_other_demands, lay_over

        self._demand_near(view, differing)
        if has_other_demands(view, tree, differing):
            raise DoesNotFit
        view.changes = lay_over(view, tree, differing)

    def _demand_near(self, view: View, differing: Differing) -> None:
        """Laying many paths over costs more, each time, than a new mirror of what is checked out, once."""
        (records,) = view.ask("SELECT max(n) FROM record")[0]
        is_far = len(differing.paths) * 20 > (records or 0) + 4000
        if is_far and self._head not in (None, view.meta["commit"]):
            raise DoesNotFit

    def _made_anew(self, commit: str | None) -> sqlite3.Connection | None:
        """A new mirror of that commit, None where it would be the old one again or cannot be made."""
        if commit is None or commit == self._mirrored or not (self.wanted or self._mirrored or self._pays(commit)):
            return None
        try:
            self.make(commit)
        except Unwritable:
            return None
        return self.opened()

    def _in_memory(self, commit: str | None) -> View:
        """A view of the very tree that is asked for, which is gone with this process."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._fill(connection, self._contents(commit) if commit else self._tree(None), {}, is_packed=False)
        return View(connection, self._contents(commit))

    def _fill(self, connection: sqlite3.Connection, tree: Tree, meta: dict[str, str], *, is_packed: bool) -> None:
        from gitcab.store.index.building import build
        from gitcab.store.index.figures import keep_folders
        from gitcab.store.index.forms import AS_TABLES, PACKED
        from gitcab.store.index.listed import Listed
        from gitcab.store.index.listing import Look, look
        from gitcab.store.index.vouching import are_files

        if tree.revision is not None:
            CommitTree(self.repository, tree.revision, self.prefix).bring(*LANDMARKS)
        commit = tree.revision or self._head
        object_format = "sha256" if commit and len(commit) == 64 else "sha1"
        # The work tree itself has a view that is asked but once.
        listed, root = (tree.listed, self._root) if isinstance(tree, ContentTree) else (Listed(), None)
        agrees: list[bool] = []

        def at_end(told: list[tuple[str, bytes, str | None]]) -> None:
            agrees.append(keep_folders(connection, listed, [Look._make(one) for one in told]))

        errand, form = partial(look, str(root)) if root else list, PACKED if is_packed else AS_TABLES
        made = partial(build, connection, tree, meta, object_format, self.on_files, watch=self.watch, form=form)
        are_on_disk = made(errand=errand, at_end=at_end)
        if root and tree.revision and self._head:
            is_so = are_on_disk and all(agrees) and are_files(str(root), listed)
            self.seen = self._seen(connection, tree.revision, differing=Differing() if is_so else None)

    def _seen(self, connection: sqlite3.Connection, mirrored: str, differing: Differing | None) -> Seen | None:
        """What differs in the work tree from what was just mirrored; where that is not known git says it, if it can."""
        if differing is None:
            state = WorkState(self.repository, self.prefix, connection, mirrored)
            with state.compared() as compared:
                differing = compared()
            connection.executemany(INSERT_META, state.index.learned.items())
        return Seen(mirrored, differing) if differing is not None else None

    def _pays(self, commit: str) -> bool:
        files = CommitTree(self.repository, commit, self.prefix).files(*LANDMARKS)
        return sum(1 for _ in islice(files, WORTHWHILE)) == WORTHWHILE

    def _is_walked(self, commit: str) -> bool:
        """Whether rules walk along relations, as they do for standard changes under way, which follow a model.

        That takes tables, which are sooner made at once than of what lies packed.
        """
        return next(iter(CommitTree(self.repository, commit, self.prefix).files("changes/models")), None) is not None

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
