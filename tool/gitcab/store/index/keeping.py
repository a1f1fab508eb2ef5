"""What was found on the mirror, kept beside it; it holds as long as the mirror does."""

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from gitcab.model.finding import Finding
from gitcab.model.outline import Outline
from gitcab.store.index import tables
from gitcab.store.index.content_tree import ContentTree
from gitcab.store.index.file import IndexFile, Unwritable
from gitcab.store.index.outlined import keep_outlines
from gitcab.store.index.signature import INSERT_META
from gitcab.store.index.view import View
from gitcab.store.repository import Repository


class Kept(NamedTuple):
    """What is known of a mirror that was judged: how many records it has, and which classes relations join."""

    records: int
    joined: frozenset[tuple[str, str, str]]


def kept(view: View) -> Kept | None:
    """What was kept of the mirror under the view, None where it was not judged yet."""
    told = view.meta.get("judged")
    if told is None:
        return None
    read = json.loads(told)
    return Kept(read["records"], frozenset((name, one, other) for name, one, other in read["joined"]))


def mirror_under(view: View, repository: Repository) -> View | None:
    """The mirror that lies under the view, nothing laid over it; None where its file has gone or is another one."""
    connection = IndexFile(repository.git_dir, view.prefix).open().connection
    if connection is None:
        return None
    root = repository.top / view.prefix if repository.top else None
    mirror = View(connection, ContentTree(repository, view.meta["commit"], view.prefix, root))
    if mirror.meta.get("stamp") != view.meta.get("stamp"):
        mirror.close()
        return None
    return mirror


def keep(file: IndexFile, stamp: str, findings: Iterable[Finding], judged: Kept) -> bool:
    """Keeps the findings on the file's mirror, if that has the stamp; False where it cannot be written now.

    No view of it may be open in this process.
    """
    told = json.dumps({"records": judged.records, "joined": sorted(judged.joined)})
    try:
        with file.writing(stamp) as connection:
            connection.execute("DELETE FROM finding")
            connection.executemany(tables.INSERT_FINDING, map(tables.finding_row, findings))
            connection.execute(INSERT_META, ("judged", told))
    except Unwritable:
        return False
    return True


def keep_seen(
    git_dir: Path, prefix: str, stamp: str, outlines: Collection[Outline], learned: Mapping[str, str] | None = None
) -> None:
    """Keeps what was learned of git's own index, and what was laid over the mirror, so that nobody asks again.

    Where it can be written at once. No view of it may be open in this process.
    """
    with suppress(Unwritable), IndexFile(git_dir, prefix).writing(stamp, patience=0) as connection:
        connection.executemany(INSERT_META, (learned or {}).items())
        keep_outlines(connection, outlines)
