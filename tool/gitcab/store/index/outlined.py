"""Outlines of files that were laid over the mirror, kept by path and content: nobody examines the same file twice.

They hold as long as the mirror does, over which only what makes the same demands is laid. Those that are not clear
are left out: whoever judges them reads the files anyway.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping

from gitcab.model.outline import Outline
from gitcab.store.index import tables
from gitcab.store.index.view import View

_MOST = 1000
"""So many are kept. To examine more takes so long that nobody notices what is loaded for it."""


def kept_outlines(view: View, paths: Iterable[str]) -> Mapping[tuple[str, str], Outline]:
    """What was kept of the files at these paths (from the estate's root), by path and git's id of the content."""
    rows = view.among("SELECT path, blob, outline FROM outlined WHERE path", paths)
    return {(path, blob): tables.outline_of(*json.loads(told)) for path, blob, told in rows}


def unkept(view: View) -> Collection[Outline]:
    """What lies over the mirror, is worth keeping and was not kept yet."""
    clear = [one.after for one in view.changes if one.after is not None and one.after.is_clear]
    if not clear or len(clear) > _MOST:
        return ()
    known = set(view.among("SELECT path, blob FROM outlined WHERE path", (one.path for one in clear)))
    return [one for one in clear if (one.path, one.blob) not in known]


def keep_outlines(connection: sqlite3.Connection, outlines: Collection[Outline]) -> None:
    """Keeps these, and forgets all others where there would be too many. For a transaction of the index's own."""
    (there,) = connection.execute("SELECT count(*) FROM outlined").fetchone()
    if there + len(outlines) > _MOST:
        connection.execute("DELETE FROM outlined")
    rows = ((one.path, one.blob, _text(one)) for one in outlines)
    connection.executemany("INSERT OR REPLACE INTO outlined VALUES(?, ?, ?)", rows)


def _text(outline: Outline) -> str:
    """As JSON, what `tables.outline_of` takes."""
    return json.dumps((tables.record_row(0, outline), outline.links, outline.references))
