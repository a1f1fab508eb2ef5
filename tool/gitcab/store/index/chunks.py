"""The files of a tree in chunks, and the rows that each chunk gives."""

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gitcab.model.outline import Outline
from gitcab.store.blobs import AT_ONCE
from gitcab.store.examining import Examiner, outline_of
from gitcab.store.index import tables
from gitcab.store.index.plain_items import PlainItem, plain_item
from gitcab.store.reading import BYTES_A_FILE
from gitcab.store.tree import Tree, TreeFile

if TYPE_CHECKING:
    from gitcab.store.loading import Taken


class Chunk(NamedTuple):
    """Files that are examined in one go; the first has the number `first` and all follow one another.

    There are as many as git is asked for at once, so that a chunk can be answered before the next one is known;
    only the last may be smaller.
    """

    first: int
    files: list[TreeFile]

    @property
    def is_of_items(self) -> bool:
        """Whether all files lie where items do, of which hardly any needs a careful look."""
        return self.files[0].path.startswith("cmdb/") and self.files[-1].path.startswith("cmdb/")


class Rows(NamedTuple):
    """What goes into the tables, nothing but plain values, so that it can go through a pipe.

    Of plain items the rows are made when they are wanted; all others are there. `taken` goes through no pipe: what a
    careful look gave of records of other kinds than items, and of what is only proposed.
    """

    items: list[PlainItem]
    records: list[tables.Row]
    links: list[tables.Row]
    references: list[tables.Row]
    flaws: list[tables.Row]
    unread: list[tables.Row]
    taken: "list[tuple[TreeFile, Taken]]"

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(self.items) + len(self.records)


def no_rows() -> Rows:
    """Of no file, to be filled."""
    return Rows([], [], [], [], [], [], [])


def chunks_of(files: Iterable[TreeFile]) -> Iterator[Chunk]:
    """The files in chunks, numbered from 1."""
    remaining, first = iter(files), 1
    while some := list(islice(remaining, AT_ONCE)):
        yield Chunk(first, some)
        first += len(some)


def rows_of(tree: Tree, examiner: Examiner, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Rows]]:
    """Each chunk with its rows, before the next one is taken from `chunks`; one process of git's reads them all."""
    taken: deque[Chunk] = deque()
    rows, due = no_rows(), 0
    for file, content in tree.read(_files_of(chunks, taken), BYTES_A_FILE):
        chunk = taken[0]
        _examine(examiner, chunk.first + due, file, content, rows)
        due += 1
        if due == len(chunk.files):
            if rows.records or rows.flaws:
                gc.collect(0)  # errors that were met with care hold themselves; plain files leave nothing behind
            yield taken.popleft(), rows
            rows, due = no_rows(), 0


def _files_of(chunks: Iterable[Chunk], taken: deque[Chunk]) -> Iterator[TreeFile]:
    for chunk in chunks:
        taken.append(chunk)
        yield from chunk.files


def _examine(examiner: Examiner, n: int, file: TreeFile, content: bytes | None, rows: Rows) -> None:
    accepted = examiner.accepted(file, content)
    if accepted is None:
        _take_with_care(examiner, n, file, content, rows)
        return
    item = plain_item(n, accepted)
    if item is None:
        _take(n, outline_of(accepted), rows)
    else:
        rows.items.append(item)


def _take_with_care(examiner: Examiner, n: int, file: TreeFile, content: bytes | None, rows: Rows) -> None:
    outline, flaws, unread, taken = examiner.with_care(file, content)
    if outline:
        _take(n, outline, rows)
        if taken and (outline.kind != "ConfigurationItem" or outline.proposed_by):
            rows.taken.append((file, taken))
    rows.flaws.extend(map(tables.flaw_row, flaws))
    if unread:
        rows.unread.append((unread,))


def _take(n: int, outline: Outline, rows: Rows) -> None:
    rows.records.append(tables.record_row(n, outline))
    rows.links.extend(tables.link_rows(n, outline))
    rows.references.extend(tables.reference_rows(n, outline))
