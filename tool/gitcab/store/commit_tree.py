"""The files of a commit, read from git's objects: nothing is checked out, no link is followed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee

from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead, TreeFile


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

    def files(self, *folders: str) -> Iterator[TreeFile]:
        """Keeps the promise of Tree."""
        return self._repository.list_tree(self._commit, self.prefix, folders)

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """Keeps the promise of Tree; one process reads all the files."""
        listed, named = tee(files)
        blobs = self._repository.blobs(map(self._blob, named), limit)
        for file, blob in zip(listed, blobs, strict=True):
            yield replace(file, size=blob.size), blob.content

    def _blob(self, file: TreeFile) -> str:
        if file.blob is None:
            raise CannotRead(f"{self.prefix}{file.path} is not in commit {self._commit[:12]}")
        return file.blob
