"""What was found on the mirror, kept beside it; it holds as long as the mirror does."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from gitcab.model.finding import Finding
from gitcab.store.index import tables
from gitcab.store.index.file import IndexFile, Unwritable
from gitcab.store.index.view import View


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


def keep(file: IndexFile, stamp: str, findings: Iterable[Finding], judged: Kept) -> bool:
    """Keeps the findings on the mirror with that stamp; False where the file cannot be written now.

    No view of it may be open in this process.
    """
    told = json.dumps({"records": judged.records, "joined": sorted(judged.joined)})
    try:
        with file.writing(stamp) as connection:
            connection.execute("DELETE FROM finding")
            connection.executemany(tables.INSERT_FINDING, map(tables.finding_row, findings))
            connection.execute(tables.INSERT_META, ("judged", told))
    except Unwritable:
        return False
    return True
