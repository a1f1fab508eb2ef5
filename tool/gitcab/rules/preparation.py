"""What can be done for the judgement of a mirror while SQLite still makes its indexes."""

from contextlib import suppress
from typing import TYPE_CHECKING

from gitcab.rules.census import Census
from gitcab.store.index.demands import Demands
from gitcab.store.index.parcels import Parcel
from gitcab.store.index.read_columns import ReadColumns
from gitcab.store.tree import CannotRead, Tree, TreeFile

if TYPE_CHECKING:
    from gitcab.store.remembering import Remembering


class Preparation:
    """Watches a mirror of the tree being made (a `Watcher`): takes a census of it, and reads what needs a careful look.

    That is whatever RFCs propose and all records but items; `reader` remembers them, None where there are none.
    `columns` are those of all records.
    """

    def __init__(self, tree: Tree, demands: Demands) -> None:
        self.columns = ReadColumns()
        self.census: Census | None = None
        self.reader: Remembering | None = None
        self._tree = tree
        self._demands = demands

    def take(self, parcel: Parcel) -> None:
        """That of the next files."""
        self.columns.add(parcel.columns)
        for file, taken in parcel.taken:
            self._remembering().remember(file, taken)

    def finish(self) -> None:
        """All have passed. What cannot be read any more is told when it is asked for."""
        self.census = Census(self.columns, self._demands)
        careful = [one for one in self.columns.others() if one.kind != "ConfigurationItem" or one.proposed_by]
        if careful:
            # Loaded when all else has been read: only now does anybody need the rules.
            from gitcab.rules import listed

            listed()
            with suppress(CannotRead):
                for _ in self._remembering().take(self._tree, [TreeFile(one.path, blob=one.blob) for one in careful]):
                    pass

    def _remembering(self) -> "Remembering":
        # Whoever reads with care loads the records' models, which an estate of items does without.
        from gitcab.store.line_cache import LineCache
        from gitcab.store.remembering import Remembering

        self.reader = self.reader or Remembering(LineCache().accept)
        return self.reader
