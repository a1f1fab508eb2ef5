"""What differs from the mirror: the files to look at anew, and those that have gone."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from gitcab.store.landmarks import LANDMARKS
from gitcab.store.repository import Repository
from gitcab.store.tree import TreeFile


class Differing(NamedTuple):
    """Files of a tree that may differ from the mirror's, and paths of the mirror that hold nothing any more.

    All from the estate's root. Whatever is not named here is in the mirror as it is in the tree. A file of the work
    tree has the id of its content where git vouches for that, as it does for all files that it does not name.
    """

    files: tuple[TreeFile, ...] = ()
    gone: tuple[str, ...] = ()

    @classmethod
    def of(cls, files: Iterable[TreeFile], gone: Iterable[str]) -> "Differing":
        """Both in the order of their paths."""
        return cls(tuple(sorted(files, key=lambda file: file.path)), tuple(sorted(gone)))

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return (*(file.path for file in self.files), *self.gone)


class Seen(NamedTuple):
    """What the work tree was just seen to differ in from the mirror of a commit."""

    mirrored: str
    differing: Differing


def between(repository: Repository, prefix: str, mirrored: str, commit: str) -> Differing:
    """What differs in the estate's folders between two commits. Raises CannotRead where git lacks one of them."""
    with comparing(repository, prefix, mirrored, commit) as differing:
        return differing()


@contextmanager
def comparing(repository: Repository, prefix: str, mirrored: str, commit: str) -> Iterator[Callable[[], Differing]]:
    """What `between` says, which git finds out until it is called."""
    folders = tuple(f"{prefix}{folder}" for folder in LANDMARKS)

    def differing() -> Differing:
        paths = changed()
        files = (one.after._replace(path=one.path.removeprefix(prefix)) for one in paths if one.after)
        return Differing.of(files, (one.path.removeprefix(prefix) for one in paths if one.after is None))

    with repository.comparing(mirrored, commit, folders) as changed:
        yield differing
