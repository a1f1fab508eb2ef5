"""A reader that reads no file twice."""

from collections.abc import Iterable, Iterator

from gitcab.store.fast_yaml import accept
from gitcab.store.file_reading import ValueOf
from gitcab.store.loading import Reader, Taken
from gitcab.store.schema_loading import Schemas, load_schemas
from gitcab.store.tree import Tree, TreeFile

_Blobs = tuple[tuple[str, str | None], ...]


class Remembering(Reader):
    """Knows files again by their path and blob."""

    def __init__(self, value_of: ValueOf = accept) -> None:
        super().__init__(value_of)
        self._taken: dict[tuple[str, str | None], Taken] = {}
        self._schemas: dict[_Blobs, Schemas] = {}

    def remember(self, file: TreeFile, taken: Taken) -> None:
        """What somebody else has read."""
        self._taken[file.path, file.blob] = taken

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
