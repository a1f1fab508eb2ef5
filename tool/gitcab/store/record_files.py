"""Which files of a tree hold records, and what is wrong with those that only look so."""

import re
from collections.abc import Callable, Iterator

from gitcab.model.finding import Flaw
from gitcab.model.source import Place
from gitcab.store.path_name import is_odd
from gitcab.store.tree import FileSort, Tree, TreeFile

FOLDERS = ("cmdb", "changes", "operations")
"""Where records lie."""

MISNAMED = ("only files that end in .yaml are read, and not this one", "rename it to end in .yaml, in small letters")
"""What is wrong with a file that looks like YAML and would be passed over, and how to mend it."""

_NEARLY_YAML = re.compile(r"\.(ya?ml|yaml\.txt)$", re.IGNORECASE)


def record_files(tree: Tree, refuse: Callable[[Flaw], None]) -> Iterator[TreeFile]:
    """The plain files that hold records; of links, odd names and near misses `refuse` is told instead.

    Such a file is one that cannot be read; the flaw's place is its path from git's top.
    """
    for file in tree.files(*FOLDERS):
        if file.sort is not FileSort.FILE or is_odd(file.path):
            refuse(Flaw("file-not-plain", Place(shown_path(tree, file)), *_why_not_plain(file)))
        elif file.path.endswith(".yaml"):
            yield file
        elif is_misnamed(file):
            refuse(Flaw("file-name", Place(shown_path(tree, file)), *MISNAMED))


def is_misnamed(file: TreeFile) -> bool:
    """Whether a file looks like YAML and would be passed over in silence."""
    return not file.path.endswith(".yaml") and _NEARLY_YAML.search(file.path) is not None


def shown_path(tree: Tree, file: TreeFile) -> str:
    """The path from git's top, with bytes that are no UTF-8 as visible escapes."""
    return f"{tree.prefix}{file.path}".encode("utf-8", "backslashreplace").decode("utf-8")


def _why_not_plain(file: TreeFile) -> tuple[str, str]:
    if file.sort is FileSort.SYMLINK:
        return "a symbolic link is never followed", "put the record's file itself here"
    if file.sort is FileSort.SUBMODULE:
        return "a submodule or nested repository is never entered", "keep the records in this repository"
    if file.sort is FileSort.OTHER and not is_odd(file.path):
        return "this is no plain file", "remove it, or put the record's file here"
    return "the path has characters or parts that do not work on every system", "rename it: letters, digits, . _ + -"
