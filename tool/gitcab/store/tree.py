"""The one promise that the work tree, a commit and a tree in memory keep."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple, Protocol


class FileSort(StrEnum):
    """What lies at a path; only plain files are ever read."""

    FILE = "file"
    SYMLINK = "symlink"
    SUBMODULE = "submodule"
    OTHER = "other"


class TreeFile(NamedTuple):
    """One path of a tree, counted from the estate's root, with `/` between its parts.

    `size` is in bytes, None where it is not known yet. `blob` is git's id of the content where
    the tree knows it. A path whose name is no UTF-8 has its odd bytes as surrogates.
    """

    path: str
    sort: FileSort = FileSort.FILE
    size: int | None = None
    blob: str | None = None


class CannotRead(Exception):
    """The repository, revision or file cannot be read, so nobody can say how things stand (exit 3).

    `hint` is the way to mend it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Tree(Protocol):
    """The files of one revision of an estate, its root at "" and `prefix` above it from git's top."""

    @property
    def prefix(self) -> str:
        """From git's top to the estate's root: "" or "it/estate/"."""
        ...

    @property
    def revision(self) -> str | None:
        """The full commit id, None where the tree is no commit."""
        ...

    def files(self, *folders: str) -> Iterator[TreeFile]:
        """All that lies below the folders (all where none is given), in the order of the paths.

        A folder that is not there is empty. Links are told and never followed. `.git` is left out.
        """
        ...

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """The content of each plain file in the given order; None where it has more than `limit` bytes.

        Raises CannotRead where a file has gone or cannot be opened.
        """
        ...
