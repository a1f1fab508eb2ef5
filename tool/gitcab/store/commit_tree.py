"""The files of a commit, read from git's objects: nothing is checked out, no link is followed."""

from collections.abc import Iterable, Iterator
from itertools import tee

from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead, FileSort, TreeFile


class CommitTree:
    """The estate below `prefix` (from git's top, "" or ending in "/") as a commit has it.

    `commit` is the full id, as Repository.resolve gives it. `files` tells the blob of each file;
    its size is known once it has been read.
    """

    def __init__(self, repository: Repository, commit: str, prefix: str = "") -> None:
        self._repository = repository
        self._commit = commit
        self.prefix = prefix
        self.revision: str | None = commit

    def bring(self, *folders: str) -> None:
        """Has a partial clone fetch in one go what it lacks of the YAML files below the folders."""
        files = (file for file in self.files(*folders) if file.sort is FileSort.FILE and file.path.endswith(".yaml"))
        self._repository.bring((file.blob for file in files if file.blob), self._commit)

    def files(self, *folders: str) -> Iterator[TreeFile]:
        """Keeps the promise of Tree."""
        return self._repository.list_tree(self._commit, self.prefix, folders)

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """Keeps the promise of Tree; one process reads all the files."""
        listed, named = tee(files)
        blobs = self._repository.blobs(map(self._blob, named), limit)
        for file, blob in zip(listed, blobs, strict=True):
            yield file._replace(size=blob.size), blob.content

    def _blob(self, file: TreeFile) -> str:
        if file.blob is None:
            raise CannotRead(f"{self.prefix}{file.path} is not in commit {self._commit[:12]}")
        return file.blob
