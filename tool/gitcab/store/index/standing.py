"""How the index stands to what it mirrors and to what lies there now; nothing is read for it."""

from contextlib import closing

from gitcab.model.index_status import IndexStatus, Mirror
from gitcab.store.index.access import Index
from gitcab.store.index.content_tree import ContentTree
from gitcab.store.index.differing import Differing, between
from gitcab.store.index.freshness import WorkState
from gitcab.store.index.view import View
from gitcab.store.repository import Repository
from gitcab.store.tree import CannotRead

_OUTDATED = (
    "it was made by another version of gitcab, with other time zones or before the machine was started anew,"
    " or somebody is writing to it"
)
_LOST = "the commit that it mirrors is in this repository no more"


def standing(repository: Repository, prefix: str) -> IndexStatus:
    """The index of the estate at `prefix` beside the work tree, in a bare clone beside HEAD.

    Raises CannotRead where git or a folder cannot be read.
    """
    index = Index(repository, prefix)
    connection, file = index.opened(), index.file
    path = str(file.path)
    if connection is None:
        there = file.path.is_symlink() or file.path.exists()
        return IndexStatus(path, why_not=(index.remarks or [_OUTDATED])[0] if there else "")
    with closing(connection):
        root = repository.top / prefix if repository.top else None
        view = View(connection, ContentTree(repository, None, prefix, root))
        try:
            repository.resolve(view.meta["commit"])
        except CannotRead:
            return IndexStatus(path, why_not=_LOST)
        return IndexStatus(path, _mirror(repository, prefix, view, file.path.stat().st_size))


def _mirror(repository: Repository, prefix: str, view: View, size: int) -> Mirror:
    (records,) = view.ask("SELECT count(*) FROM record")[0]
    return Mirror(
        size,
        view.meta["commit"],
        records,
        len(view.unread),
        view.is_judged,
        view.meta["program"].partition(" ")[0],
        "HEAD" if repository.top is None else "the work tree",
        _differing(repository, prefix, view).paths,
    )


def _differing(repository: Repository, prefix: str, view: View) -> Differing:
    mirrored = view.meta["commit"]
    if repository.top is None:
        return between(repository, prefix, mirrored, repository.resolve("HEAD"))
    return WorkState(repository, prefix, view.connection, mirrored).differing()
