"""An index that nobody else can reach: made by this process of git's objects alone, and gone with it.

Who judges trust asks this one. Nothing of it ever lies on the disk, so nobody can have written into it.
"""

import sqlite3
from collections.abc import Callable
from secrets import token_hex

from gitcab.store.commit_tree import CommitTree
from gitcab.store.index.building import build
from gitcab.store.index.differing import between
from gitcab.store.index.overlay import has_other_demands, lay_over
from gitcab.store.index.view import View
from gitcab.store.landmarks import LANDMARKS
from gitcab.store.repository import Repository

CAN_BE_SHARED = sqlite3.sqlite_version_info >= (3, 36)
"""Whether several connections of this process can look at one database in memory."""


class PrivateIndex:
    """The mirror of one commit or tree (by its full id), over which others of the repository are laid.

    Raises CannotRead where git lacks something, as `view` does.
    """

    def __init__(
        self, repository: Repository, prefix: str, id: str, on_files: Callable[[int], None] = lambda count: None
    ) -> None:
        self._repository = repository
        self._prefix = prefix
        self._mirrored = id
        self._name = token_hex(16)
        self._kept = self._connected()  # while one is open the database stays
        tree = self._tree(id)
        tree.bring(*LANDMARKS)
        object_format = "sha256" if len(id) == 64 else "sha1"
        meta = {"commit": id, "stamp": self._name}
        build(self._kept, tree, meta, object_format, on_files)
        (self._records,) = self._kept.execute("SELECT count(*) FROM record").fetchone()

    @property
    def mirror(self) -> View:
        """The view of what is mirrored."""
        return View(self._connected(), self._tree(self._mirrored))

    def view(self, id: str) -> View | None:
        """The view of a commit or tree; None where it demands something else or is too far from the mirror."""
        tree = self._tree(id)
        view = View(self._connected(), tree)
        differing = between(self._repository, self._prefix, self._mirrored, id)
        if len(differing.paths) * 20 > self._records + 4000 or has_other_demands(view, tree, differing):
            view.close()
            return None
        if differing.paths:
            view.changes = lay_over(view, tree, differing)
        return view

    def _connected(self) -> sqlite3.Connection:
        place = f"file:/{self._name}?vfs=memdb"
        return sqlite3.connect(place, uri=True, isolation_level=None)

    def _tree(self, id: str) -> CommitTree:
        return CommitTree(self._repository, id, self._prefix)
