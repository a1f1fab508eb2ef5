"""What a chunk of files gives, in a form that can be sent to another process and kept as it is."""

import marshal
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from gitcab.store.index.chunk_columns import ChunkColumns, Places, columns_of
from gitcab.store.index.chunks import Rows, no_rows
from gitcab.store.index.tables import Row
from gitcab.store.tree import TreeFile

if TYPE_CHECKING:
    from gitcab.store.loading import Taken

_FORM = 4
"""Of marshal: it writes once what the rows of a chunk share, as a LineCache lets them, and each text shortly."""


class Parcel(NamedTuple):
    """The rows of a chunk in one piece of bytes, `packed`, and beside them what is looked at before they are needed.

    `flaws` and `unread` are rows. `is_on_disk` tells whether all of the files lay on the disk. `taken`, as in Rows, is
    known of what this process has read.
    """

    packed: bytes
    columns: ChunkColumns
    places: Places
    flaws: Sequence[Row]
    unread: Sequence[Row]
    is_on_disk: bool = False
    taken: "Sequence[tuple[TreeFile, Taken]]" = ()


def parcel_of(rows: Rows, *, is_on_disk: bool) -> Parcel:
    """The parcel of these rows."""
    *records, flaws, unread, taken = rows
    return Parcel(marshal.dumps(records, _FORM), *columns_of(rows), flaws, unread, is_on_disk, taken)


def unpacked(packed: bytes) -> Rows:
    """The rows again, but for flaws and what is unread. Raises ValueError, EOFError or TypeError for other bytes."""
    items, records, links, references = marshal.loads(packed)
    return no_rows()._replace(items=items, records=records, links=links, references=references)
