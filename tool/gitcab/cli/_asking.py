"""The tables that questions in SQL are asked of."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from gitcab.cli._opening import Opened
from gitcab.store.index.memory import Index, index_in_memory


@contextmanager
def index_of(opened: Opened, rev: str | None) -> Iterator[Index]:
    """The index of the revision, or of the work tree, while questions are asked."""
    with closing(index_in_memory(opened.tree(rev))) as index:
        yield index
