"""The estates of several commits and merges of one repository; a file that they share is read once."""

import gc
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from gitcab.model.inventory import Estate
from gitcab.store.commit_tree import CommitTree
from gitcab.store.loading import Reader, Taken, load
from gitcab.store.partial_tree import PartialTree
from gitcab.store.repository import Repository
from gitcab.store.schema_loading import Schemas, load_schemas
from gitcab.store.tree import Tree, TreeFile

_Blobs = tuple[tuple[str, str | None], ...]


class Revisions:
    """The estates below `prefix`, by the full id of a commit or of a tree; each is loaded once."""

    def __init__(self, repository: Repository, prefix: str = "") -> None:
        self.repository = repository
        self.prefix = prefix
        self._reader = _Remembering()
        self._estates: dict[str, Estate] = {}

    def estate(self, id: str) -> Estate:
        """The estate at that commit or tree. Raises CannotRead where git does not have it."""
        if id not in self._estates:
            with _kept_whole():
                self._estates[id] = load(CommitTree(self.repository, id, self.prefix), reader=self._reader)
        return self._estates[id]

    def partial(self, id: str, files: Collection[TreeFile]) -> Estate:
        """Only the records in these files, from git's top, of that commit; what is demanded is left out."""
        return load(PartialTree(self.repository, id, self.prefix, files), reader=self._reader)


@contextmanager
def _kept_whole() -> Iterator[None]:
    """What is made here stays until the end: collections, which would look at all of it again and again, pass it by."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


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
        for file, taken in super().take(tree, new):
            self._taken[file.path, file.blob] = taken
        for file in listed:
            yield file, self._taken[file.path, file.blob]
