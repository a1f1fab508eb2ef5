"""A commit's files, of which those that lie on the disk with just that content are read there."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from gitcab.store.blobs import AT_ONCE
from gitcab.store.commit_tree import CommitTree
from gitcab.store.index.listed import Listed
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead, FileSort, Tree, TreeFile
from gitcab.store.yaml_limits import LIMITS

if TYPE_CHECKING:
    from hashlib import _Hash

_CAREFULLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_ROOM = 4096
"""Bytes. Nearly all files have less, and then nobody need ask for their size first, which costs as much as reading."""


class ContentTree:
    """Keeps the promise of Tree for a commit (its full id), and reads, as only the index does, files of the work tree.

    What a file's blob says it holds is what is read: from the disk at `root` where that is found there, whichever
    way, else from git. `listed` gathers what lies in each folder that `files` came through; `is_all_on_disk` tells
    whether git was asked for nothing that was read.
    """

    def __init__(self, repository: Repository, commit: str | None, prefix: str, root: Path | None) -> None:
        self._repository = repository
        self._root = None if root is None else str(root)
        self.prefix = prefix
        self.revision = commit
        self.listed = Listed()
        self.is_all_on_disk = root is not None

    def files(self, *folders: str) -> Iterator[TreeFile]:
        """Keeps the promise of Tree. Raises ValueError for the work tree."""
        if self.revision is None:
            raise ValueError("the files of the work tree are listed by WorkTree")
        for file in self._repository.list_tree(self.revision, self.prefix, folders):
            self.listed.note(file.path)
            yield file

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """Keeps the promise of Tree; raises CannotRead as well where a file has been edited meanwhile."""
        if self._root is None and self.revision is not None:  # one process of git's reads them all
            yield from CommitTree(self._repository, self.revision, self.prefix).read(files, limit)
            return
        remaining = iter(files)
        while some := list(islice(remaining, AT_ONCE)):
            found = [self._on_disk(file, limit) for file in some]
            missing = [file for file, content in zip(some, found, strict=True) if content is None]
            saved = self._saved(missing, limit)
            for file, content in zip(some, found, strict=True):
                yield (file, content) if content is not None else next(saved)

    def is_on_disk(self, file: TreeFile) -> bool:
        """Whether a plain file with just that content lies on the disk; large ones are not looked at."""
        has_content = file.sort is FileSort.FILE and self._on_disk(file, LIMITS.bytes) is not None
        return has_content and Path(f"{self._root}/{file.path}").is_file()  # a link would not have been opened

    def has_path(self, path: str) -> bool:
        """Whether anything lies on the disk there."""
        return self._root is not None and os.path.lexists(f"{self._root}/{path}")

    def _on_disk(self, file: TreeFile, limit: int) -> bytes | None:
        if self._root is None or file.blob is None:
            return None
        content = _content_at(f"{self._root}/{file.path}", limit)
        return content if content is not None and blob_id(content, len(file.blob)) == file.blob else None

    def _saved(self, files: Sequence[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        if not files:
            return
        self.is_all_on_disk = False
        try:
            yield from CommitTree(self._repository, self.revision or "", self.prefix).read(files, limit)
        except CannotRead:
            if self.revision is not None:
                raise
            paths = ", ".join(f"{self.prefix}{file.path}" for file in files[:3])
            raise CannotRead(f"files have been edited or moved meanwhile: {paths}", "run the command again") from None


def is_all_on_disk(tree: Tree) -> bool:
    """Whether all that was read of the tree, a commit's, lay on the disk."""
    return isinstance(tree, ContentTree) and tree.is_all_on_disk


def _content_at(path: str, limit: int) -> bytes | None:
    """What can be read there, never waiting for it; None where that is nothing at all, or more than `limit` bytes.

    Of which sort the file is matters to nobody who knows what it must hold.
    """
    try:
        opened = os.open(path, _CAREFULLY)
    except (OSError, ValueError):
        return None
    try:
        content = os.read(opened, _ROOM)
        if len(content) == _ROOM:
            # Asking for much more than there is costs three times as much: room is made for just the rest.
            content += os.read(opened, max(min(os.fstat(opened).st_size, limit) - _ROOM, 0))
    except OSError:
        return None
    finally:
        os.close(opened)
    return content if len(content) <= limit else None


def blob_id(content: bytes, digits: int = 40) -> str:
    """Git's id of a content, in a repository whose ids have so many digits (40: SHA-1, 64: SHA-256)."""
    return _hash(digits)(b"blob %d\0%b" % (len(content), content)).hexdigest()


@cache
def _hash(digits: int) -> "Callable[[bytes], _Hash]":
    import hashlib  # seldom needed, and long to load

    return hashlib.sha1 if digits == 40 else hashlib.sha256
