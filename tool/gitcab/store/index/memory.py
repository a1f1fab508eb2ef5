"""An index that lies nowhere: made for one question, gone with it."""

import sqlite3
from collections.abc import Callable

from gitcab.store.index.building import build
from gitcab.store.tree import Tree


def index_in_memory(
    tree: Tree, object_format: str = "sha1", on_files: Callable[[int], None] = lambda count: None
) -> sqlite3.Connection:
    """The mirror of that tree with its views. `on_files` is called with how many more files were read.

    Raises CannotRead where the tree itself fails.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, tree, {}, object_format, on_files)
    return connection
