"""The estates of several commits and merges of one repository; a file that they share is read once."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from gitcab.model.inventory import Estate
from gitcab.store.commit_tree import CommitTree
from gitcab.store.estate_root import LANDMARKS
from gitcab.store.index.access import WORTHWHILE
from gitcab.store.index.estate import estate_of
from gitcab.store.index.private import CAN_BE_SHARED, PrivateIndex
from gitcab.store.loading import Reader, Taken, load
from gitcab.store.partial_tree import PartialTree
from gitcab.store.repository import Repository
from gitcab.store.schema_loading import Schemas, load_schemas
from gitcab.store.tree import Tree, TreeFile
from gitcab.store.uncollected import uncollected

_Blobs = tuple[tuple[str, str | None], ...]


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
        self._reader = _Remembering()
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


class _Remembering(Reader):
    """Knows files again by their path and blob."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str | None], Taken] = {}
        self._schemas: dict[_Blobs, Schemas] = {}

    def schemas(self, tree: Tree) -> Schemas:
        """What the organisation demands."""
        blobs = tuple((file.path, file.blob) for file in tree.files("schemas"))
        if blobs not in self._schemas:
            self._schemas[blobs] = load_schemas(tree)
        return self._schemas[blobs]

    def take(self, tree: Tree, files: Iterable[TreeFile]) -> Iterator[tuple[TreeFile, Taken]]:
        """Each file with what it gave."""
        listed = list(files)
        new = [file for file in listed if (file.path, file.blob) not in self._taken]
        for file, taken in super().take(tree, new) if new else ():
            self._taken[file.path, file.blob] = taken
        for file in listed:
            yield file, self._taken[file.path, file.blob]
