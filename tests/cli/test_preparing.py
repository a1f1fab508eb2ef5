"""What was prepared while a mirror was made is used for a view of just that mirror, and once."""

from gitcab.cli._preparing import Preparing
from gitcab.rules.indexed import judge_whole
from gitcab.store.index.estate import estate_of
from gitcab.store.index.view import View
from gitcab.store.memory_tree import MemoryTree
from support.memory_views import lay, mirror
from support.screen_estates import district

FILES = {**district(), "cmdb/server/alone.yaml": district()["cmdb/server/dns-1.yaml"].replace("dns-1", "alone")}


def watched(stamp):
    """A view of the files, and what has watched its mirror being made."""
    preparing = Preparing()
    return mirror(FILES, watch=preparing, stamp=stamp), preparing


def test_it_is_handed_over_once_and_finds_the_same():
    view, preparing = watched("7")
    prepared = preparing.hand_over(view)
    assert prepared is not None
    found = judge_whole(view, estate_of(view, prepared.reader), census=prepared.census)
    assert found.findings
    assert found == judge_whole(view, estate_of(view))
    assert preparing.hand_over(view) is None


def test_what_needs_a_careful_look_is_read_already():
    view, preparing = watched("7")
    prepared = preparing.hand_over(view)
    small = view.ask("SELECT path, blob FROM record WHERE kind <> 'ConfigurationItem' OR proposed_by IS NOT NULL")
    assert len(small) > 2
    view.tree = MemoryTree({})  # whoever reads a file now finds none
    entries = estate_of(view, prepared.reader).at({path for path, _ in small})
    assert {(one.local_path, one.blob) for one in entries} == set(small)


def test_another_mirror_and_what_lies_over_one_are_counted_anew():
    view, preparing = watched("7")
    other, _ = watched("8")
    assert preparing.hand_over(other) is None
    path = "cmdb/server/alone.yaml"
    laid = lay(view, FILES, {one: text for one, text in FILES.items() if one != path})
    assert preparing.hand_over(laid) is None
    assert preparing.hand_over(View(view.connection, view.tree)) is not None


def test_a_mirror_that_no_stamp_tells_from_others_is_counted_anew():
    view, preparing = watched(None)
    assert preparing.hand_over(view) is None
