"""Views of an index in memory: one state of some files mirrored, another one laid over it."""

import sqlite3
from collections.abc import Mapping

from gitcab.rules.preparation import Preparation
from gitcab.store.index.building import build
from gitcab.store.index.demands import Demands
from gitcab.store.index.differing import Differing
from gitcab.store.index.forms import PACKED
from gitcab.store.index.overlay import lay_over
from gitcab.store.index.signature import INSERT_META
from gitcab.store.index.tables import INSERT_FINDING, finding_row
from gitcab.store.index.view import View
from gitcab.store.index.watching import Watch
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.tree import Tree, TreeFile

Files = Mapping[str, str | bytes]


def mirror(files: Files, prefix: str = "", watch: Watch | None = None, stamp: str | None = None) -> View:
    """The view of files that are mirrored as they are."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    tree = MemoryTree(files, prefix=prefix)
    meta = {"commit": "0" * 40} | ({"stamp": stamp} if stamp else {})
    build(connection, tree, meta, watch=watch)
    return View(connection, tree)


def packed(tree: Tree) -> tuple[View, Preparation]:
    """The view of a tree that lies packed, and what has watched it being read."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    prepared: list[Preparation] = []

    def watch(tree: Tree, demands: Demands, stamp: str | None) -> Preparation:
        prepared.append(Preparation(tree, demands))
        return prepared[-1]

    build(connection, tree, {"commit": "0" * 40, "stamp": "7"}, watch=watch, form=PACKED)
    return View(connection, tree), prepared[0]


def keep_in(view: View, findings: tuple[object, ...]) -> None:
    """Keeps these findings as those of the mirror."""
    view.connection.executemany(INSERT_FINDING, map(finding_row, findings))
    view.connection.execute(INSERT_META, ("judged", "{}"))


def lay(view: View, before: Files, after: Files) -> View:
    """The view of `after`, laid over the mirror of `before` that the view shows."""
    tree = MemoryTree(after, prefix=view.prefix)
    files = [TreeFile(path) for path in after if before.get(path) != after[path]]
    changes = lay_over(view, tree, Differing.of(files, before.keys() - after.keys()))
    return View(view.connection, tree, changes)
