"""The census that was taken while a mirror was made is used for a view of just that mirror, and once."""

import sqlite3

from gitcab.cli._censuses import Censuses
from gitcab.rules.indexed import judge_whole
from gitcab.store.index.building import build
from gitcab.store.index.estate import estate_of
from gitcab.store.index.figures import keep_figures
from gitcab.store.index.listed import Listed
from gitcab.store.index.view import View
from gitcab.store.memory_tree import MemoryTree
from support.memory_views import lay
from support.screen_estates import district

FILES = {**district(), "cmdb/server/alone.yaml": district()["cmdb/server/dns-1.yaml"].replace("dns-1", "alone")}


def watched(stamp):
    """A view of the files, and what has watched its mirror being made."""
    censuses, tree = Censuses(), MemoryTree(FILES)
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    meta = {"commit": "0" * 40} | ({"stamp": stamp} if stamp else {})
    build(connection, tree, meta, watch=censuses)
    keep_figures(connection, Listed(), None)
    return View(connection, tree), censuses


def test_it_is_handed_over_once_and_finds_the_same():
    view, censuses = watched("7")
    census = censuses.hand_over(view)
    assert census is not None
    assert not census.shares_ids
    found = judge_whole(view, estate_of(view), census=census)
    assert found.findings
    assert found == judge_whole(view, estate_of(view))
    assert censuses.hand_over(view) is None


def test_another_mirror_and_what_lies_over_one_are_counted_anew():
    view, censuses = watched("7")
    other, _ = watched("8")
    assert censuses.hand_over(other) is None
    path = "cmdb/server/alone.yaml"
    laid = lay(view, FILES, {one: text for one, text in FILES.items() if one != path})
    assert censuses.hand_over(laid) is None
    assert censuses.hand_over(View(view.connection, view.tree)) is not None


def test_a_mirror_that_no_stamp_tells_from_others_is_counted_anew():
    view, censuses = watched(None)
    assert censuses.hand_over(view) is None
