"""What can be done for the judgement of a mirror while SQLite still makes its indexes."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from gitcab.rules.census import Census
from gitcab.store.index.chunks import Rows
from gitcab.store.index.columns import ReadColumns
from gitcab.store.index.demands import Demands
from gitcab.store.tree import CannotRead, Tree, TreeFile

if TYPE_CHECKING:
    from gitcab.store.loading import Reader


class Preparation:
    """Watches a mirror of the tree being made (a `Watcher`): takes a census of it, and reads what needs a careful look.

    That is whatever RFCs propose and all records but items; `reader` remembers them, None where there are none.
    """

    def __init__(self, tree: Tree, demands: Demands) -> None:
        self.census: Census | None = None
        self.reader: Reader | None = None
        self._tree = tree
        self._demands = demands
        self._columns = ReadColumns()

    def take(self, rows: Rows) -> None:
        """The rows of the next files."""
        self._columns.add(rows)

    def finish(self) -> None:
        """All have passed."""
        self.census = Census(self._columns, self._demands)
        careful = [one for one in self._columns.others() if one.kind != "ConfigurationItem" or one.proposed_by]
        self._columns = ReadColumns()  # the room that the last ones took is wanted
        if careful:
            self.reader = _read(self._tree, [TreeFile(one.path, blob=one.blob) for one in careful])


def _read(tree: Tree, files: Iterable[TreeFile]) -> "Reader":
    """A reader that has read these. What cannot be read any more is told when it is asked for."""
    # Loaded when all else has been read: only now does anybody need the records' models and the rules.
    from gitcab.rules import listed
    from gitcab.store.remembering import Remembering

    listed()
    reader = Remembering()
    with suppress(CannotRead):
        for _ in reader.take(tree, files):
            pass
    return reader
