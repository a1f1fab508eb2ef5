"""What reviewers judged, as a value that is equal or not, and why not."""

from gitcab.policies.substance import alterations, substance
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.plumbing import ChangedPath
from gitcab.store.tree import FileSort, TreeFile
from support.board_scene import PATHS, RECORDS, scene_files, written

CHANGE = PATHS["upgrade"]


def of(patch, path=CHANGE, blob="1", sort=FileSort.FILE):
    files = {**scene_files(), CHANGE: written({**RECORDS[CHANGE], **patch})}
    return substance([ChangedPath(path, None, TreeFile(path, sort, blob=blob))], load(MemoryTree(files)))


def why(then, now):
    return " ".join(alterations(then, now))


def test_title_justification_and_links_are_no_substance():
    free = {"title": "Other", "justification": "Other", "links": {"incidents": ["INC-1"]}}
    assert why(of({}, blob="1"), of(free, blob="2")) == ""


def test_all_else_of_a_change_is():
    for name, value in (
        ("state", "scheduled"),
        ("urgency", "high"),
        ("assigned_to", []),
        ("requested_by", "mchen"),
        ("after", ["RFC-2026-11-03-booked"]),
        ("on_hold", {"reason": "Ill", "since": "2026-11-20T10:00Z"}),
    ):
        assert why(of({}), of({name: value})) == f"{CHANGE} was edited since", name


def test_of_another_path_it_is_the_blob():
    item = PATHS["dns-1"]
    assert why(of({}, item, "1"), of({}, item, "1")) == ""
    assert why(of({}, item, "1"), of({}, item, "2")) == f"{item} was edited since"


def test_a_link_is_no_file():
    item = PATHS["dns-1"]
    assert why(of({}, item, "1"), of({}, item, "1", FileSort.SYMLINK))


def test_paths_that_come_and_go_are_told():
    item = PATHS["dns-1"]
    assert why(of({}), of({}, item)) == f"{item} is changed as well now {CHANGE} is not changed any more"


def test_many_paths_are_told_in_short():
    now = {f"docs/{number}.md": None for number in range(9)}
    assert why({}, now) == "docs/0.md, docs/1.md, docs/2.md and 6 more are changed as well now"


def test_a_deleted_path_is_none():
    gone = substance([ChangedPath("docs/a.md", TreeFile("docs/a.md", blob="1"), None)], load(MemoryTree(scene_files())))
    assert why(gone, {"docs/a.md": ("file", "1")}) == "docs/a.md was edited since"
