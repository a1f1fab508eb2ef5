"""What HEAD answers while git still compares it with the work tree; it counts only if the two are the same."""

from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from gitcab.store.index.differing import Differing, Seen, between
from gitcab.store.index.file import IndexFile
from gitcab.store.index.freshness import WorkState
from gitcab.store.index.head_start import HeadStart
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead

if TYPE_CHECKING:
    import sqlite3

    from gitcab.model.outline import Outline
    from gitcab.store.index.content_tree import ContentTree
    from gitcab.store.index.view import View


class Supposed:
    """A view of the work tree as if it held what HEAD does; None where HEAD cannot be laid over the mirror.

    `mirrored` is the commit of the mirror.
    """

    def __init__(
        self,
        view: "View | None",
        mirrored: str,
        tree: "ContentTree",
        expected: Differing,
        compared: Callable[[], Differing | None],
    ) -> None:
        self.view = view
        self.mirrored = mirrored
        self._tree = tree
        self._expected = expected
        self._compared = compared

    @cached_property
    def seen(self) -> Seen | None:
        """In what the work tree does differ from the mirror: waits for git; None where git's word is not enough."""
        differing = self._compared()
        return None if differing is None else Seen(self.mirrored, differing)

    def is_so(self) -> bool:
        """Whether the work tree holds for certain what HEAD does: waits for git."""
        if self.view is None or self.seen is None or not self.view.has_files:
            return False
        expected, found = self._expected, self.seen.differing
        return (
            {*found.paths} <= {*expected.paths}
            and all(map(self._tree.is_on_disk, {*expected.files} - {*found.files}))
            and not any(map(self._tree.has_path, expected.gone))
        )


@contextmanager
def supposed(repository: Repository, prefix: str, ahead: HeadStart | None = None) -> Iterator[Supposed | None]:
    """The supposition, its view open within; None where there is no index. Raises ValueError for a bare clone.

    Git may be `ahead`. No other view of the index may be open at the end, for what git has told may then be kept in it.
    """
    if repository.top is None:
        raise ValueError("a bare clone has no work tree")
    connection = IndexFile(repository.git_dir, prefix).open().connection
    if connection is None:
        yield None
        return
    with closing(connection):
        meta = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('commit', 'stamp')"))
        state = WorkState(repository, prefix, connection, meta["commit"])
        with state.compared(ahead) as compared:
            found = _of_head(repository, prefix, connection, meta["commit"], compared)
            yield found
        outlines = _new_outlines(found)
    if outlines or state.index.learned:
        from gitcab.store.index.keeping import keep_seen

        keep_seen(repository.git_dir, prefix, meta["stamp"], outlines, state.index.learned)


def _new_outlines(found: Supposed) -> "Collection[Outline]":
    """What nobody knew yet of the files that HEAD has and the mirror has not."""
    if found.view is None or not found.view.changes:
        return ()
    from gitcab.store.index.outlined import unkept

    return unkept(found.view)


def _of_head(
    repository: Repository,
    prefix: str,
    connection: "sqlite3.Connection",
    mirrored: str,
    compared: Callable[[], Differing | None],
) -> Supposed:
    # Loaded while git works.
    from gitcab.store.index.access import DoesNotFit, Index
    from gitcab.store.index.content_tree import ContentTree
    from gitcab.store.index.view import View

    top = repository.top
    root = top / prefix if top else None
    tree, expected = ContentTree(repository, None, prefix, root), Differing()
    view = View(connection, tree)
    try:
        head = repository.head
        if head is not None and head != mirrored:
            expected = between(repository, prefix, mirrored, head)
            Index(repository, prefix).lay_over(view, ContentTree(repository, head, prefix, root), expected)
    except (CannotRead, DoesNotFit):
        return Supposed(None, mirrored, tree, expected, compared)
    return Supposed(view, mirrored, tree, expected, compared)
