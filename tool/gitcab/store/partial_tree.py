"""Some files of a tree, as if there were no others."""

from collections.abc import Collection, Iterable, Iterator

from gitcab.store.commit_tree import CommitTree
from gitcab.store.repository import Repository
from gitcab.store.tree import TreeFile


class PartialTree:
    """Keeps the promise of Tree for those of the given files that lie below `prefix`.

    `files` count from git's top, and are those of `commit`.
    """

    def __init__(self, repository: Repository, commit: str, prefix: str, files: Collection[TreeFile]) -> None:
        self._whole = CommitTree(repository, commit, prefix)
        self._files = sorted(
            (
                TreeFile(one.path.removeprefix(prefix), one.sort, one.size, one.blob)
                for one in files
                if one.path.startswith(prefix)
            ),
            key=lambda one: one.path,
        )
        self.prefix = prefix
        self.revision: str | None = commit

    def files(self, *folders: str) -> Iterator[TreeFile]:
        """Keeps the promise of Tree."""
        starts = tuple(f"{folder.rstrip('/')}/" for folder in folders) or ("",)
        return (one for one in self._files if one.path.startswith(starts))

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """Keeps the promise of Tree."""
        return self._whole.read(files, limit)
