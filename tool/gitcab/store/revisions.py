"""The estates of several commits and merges of one repository; a file that they share is read once."""

from collections.abc import Iterable, Iterator

from gitcab.model.finding import Flaw
from gitcab.model.inventory import Estate
from gitcab.store.commit_tree import CommitTree
from gitcab.store.document import Document
from gitcab.store.loading import load
from gitcab.store.reading import read_documents
from gitcab.store.repository import Repository
from gitcab.store.tree import Tree, TreeFile

_Read = Document | tuple[Flaw, ...]


class Revisions:
    """The estates below `prefix`, by the full id of a commit or of a tree; each is loaded once."""

    def __init__(self, repository: Repository, prefix: str = "") -> None:
        self.repository = repository
        self.prefix = prefix
        self._documents: dict[tuple[str, str | None], _Read] = {}
        self._estates: dict[str, Estate] = {}

    def estate(self, id: str) -> Estate:
        """The estate at that commit or tree. Raises CannotRead where git does not have it."""
        if id not in self._estates:
            self._estates[id] = load(CommitTree(self.repository, id, self.prefix), read=self._read)
        return self._estates[id]

    def _read(self, tree: Tree, files: Iterable[TreeFile]) -> Iterator[tuple[TreeFile, _Read]]:
        listed = list(files)
        new = [file for file in listed if (file.path, file.blob) not in self._documents]
        for file, document in read_documents(tree, new):
            self._documents[file.path, file.blob] = document
        for file in listed:
            yield file, self._documents[file.path, file.blob]
