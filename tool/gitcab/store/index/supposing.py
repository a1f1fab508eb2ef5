"""What the mirror answers while git still compares it with the work tree; it counts only if nothing differs."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from gitcab.store.index.file import IndexFile
from gitcab.store.index.freshness import WorkState
from gitcab.store.repository import Repository

if TYPE_CHECKING:
    from gitcab.store.index.view import View


class Supposed(NamedTuple):
    """A view of the work tree as if it were what is mirrored; `is_so` waits for git to say whether it is."""

    view: "View"
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
        (mirrored,) = connection.execute("SELECT value FROM meta WHERE key = 'commit'").fetchone()
        with WorkState(repository, prefix, connection, mirrored).compared() as is_unchanged:
            from gitcab.store.index.content_tree import ContentTree  # loaded while git works
            from gitcab.store.index.view import View

            view = View(connection, ContentTree(repository, None, prefix, repository.top / prefix))
            yield Supposed(view, lambda: view.has_files and is_unchanged())
