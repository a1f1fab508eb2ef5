"""Some files of a commit, as a tree of their own."""

from gitcab.store.partial_tree import PartialTree
from gitcab.store.repository import open_repository
from gitcab.store.tree import TreeFile

FILES = {"it/cmdb/a.yaml": "a", "it/cmdb/b.yaml": "b", "it/changes/c.yaml": "c", "elsewhere/d.yaml": "d"}


def test_only_the_given_files_below_the_prefix_are_there(repository):
    scratch = repository(FILES)
    opened = open_repository(scratch.path)
    commit = opened.resolve("HEAD")
    wanted = [
        TreeFile(one.path, one.sort, blob=one.blob)
        for one in opened.list_tree(commit)
        if not one.path.endswith("b.yaml")
    ]
    tree = PartialTree(opened, commit, "it/", reversed(wanted))
    assert (tree.prefix, tree.revision) == ("it/", commit)
    assert [one.path for one in tree.files()] == ["changes/c.yaml", "cmdb/a.yaml"]
    assert [one.path for one in tree.files("cmdb")] == ["cmdb/a.yaml"]
    assert [content for _, content in tree.read(tree.files("changes", "cmdb"), 10)] == [b"c", b"a"]
