"""What the mirror answers while git still compares it with the work tree; it counts only if nothing differs."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple

from gitcab.store.index.content_tree import ContentTree
from gitcab.store.index.file import IndexFile
from gitcab.store.index.freshness import WorkState
from gitcab.store.index.view import View
from gitcab.store.repository import Repository


class Supposed(NamedTuple):
    """A view of the work tree as if it were what is mirrored; `is_so` waits for git to say whether it is."""

    view: View
    is_so: Callable[[], bool]


@contextmanager
def supposed(repository: Repository, prefix: str) -> Iterator[Supposed | None]:
    """The view, open within; None where there is no index. Raises ValueError for a bare clone."""
    if repository.top is None:
        raise ValueError("a bare clone has no work tree")
    connection = IndexFile(repository.git_dir, prefix).open().connection
    if connection is None:
        yield None
        return
    with closing(connection):
        view = View(connection, ContentTree(repository, None, prefix, repository.top / prefix))
        with WorkState(repository, prefix, connection, view.meta["commit"]).compared() as is_unchanged:
            yield Supposed(view, lambda: view.has_files and is_unchanged())
