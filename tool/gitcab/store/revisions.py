"""The estates of several commits and merges of one repository; a file that they share is read once."""

import gc
from collections.abc import Callable, Collection
from itertools import islice

from gitcab.model.inventory import Estate
from gitcab.store.commit_tree import CommitTree
from gitcab.store.index.access import WORTHWHILE
from gitcab.store.index.estate import estate_of
from gitcab.store.index.private import CAN_BE_SHARED, PrivateIndex
from gitcab.store.landmarks import LANDMARKS
from gitcab.store.loading import load
from gitcab.store.partial_tree import PartialTree
from gitcab.store.remembering import Remembering
from gitcab.store.repository import Repository
from gitcab.store.tree import TreeFile
from gitcab.store.uncollected import uncollected


class Revisions:
    """The estates below `prefix`, by the full id of a commit or of a tree; each is loaded once.

    Those with at least `indexed_from` files are asked through an index that is made here, of git's objects, and
    that nobody else can reach; None never makes one. The answers are the same. `on_files` is called with how
    many more files were read.
    """

    def __init__(
        self,
        repository: Repository,
        prefix: str = "",
        indexed_from: int | None = WORTHWHILE,
        on_files: Callable[[int], None] = lambda count: None,
    ) -> None:
        self.repository = repository
        self.prefix = prefix
        self._indexed_from = indexed_from
        self._on_files = on_files
        self._reader = Remembering()
        self._estates: dict[str, Estate] = {}
        self._indexes: list[PrivateIndex] = []

    def estate(self, id: str) -> Estate:
        """The estate at that commit or tree. Raises CannotRead where git does not have it."""
        if id not in self._estates:
            self._estates[id] = self._by_index(id) if self._is_worth_an_index(id) else self._loaded(id)
        return self._estates[id]

    def _loaded(self, id: str) -> Estate:
        with uncollected():
            estate = load(CommitTree(self.repository, id, self.prefix), reader=self._reader)
        gc.freeze()  # it stays until the end: later collections pass it by
        return estate

    def _by_index(self, id: str) -> Estate:
        for index in self._indexes:
            if (view := index.view(id)) is not None:
                return estate_of(view, self._reader)
        index = PrivateIndex(self.repository, self.prefix, id, self._on_files)
        self._indexes.append(index)
        return estate_of(index.mirror, self._reader)

    def _is_worth_an_index(self, id: str) -> bool:
        if self._indexed_from is None or not CAN_BE_SHARED:
            return False
        files = CommitTree(self.repository, id, self.prefix).files(*LANDMARKS)
        return bool(self._indexes) or sum(1 for _ in islice(files, self._indexed_from)) == self._indexed_from

    def partial(self, id: str, files: Collection[TreeFile]) -> Estate:
        """Only the records in these files, from git's top, of that commit; what is demanded is left out."""
        return load(PartialTree(self.repository, id, self.prefix, files), reader=self._reader)
