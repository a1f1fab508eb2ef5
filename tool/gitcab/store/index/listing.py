"""What lies in the estate's folders on the disk beside what the mirror knows there."""

import os
import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gitcab.store.estate_root import LANDMARKS
from gitcab.store.index.figures import joined

_FOLDER = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_DIRECTORY", 0)


class Unusual(Exception):
    """Something lies there that only a careful look at every file can tell apart: a link, a nested repository."""


def new_files(root: str, kept: Mapping[str, str]) -> list[str]:
    """The paths of files below the estate's folders that the mirror does not have, from the root.

    `kept` are the names in each folder of the mirror, as figures.py keeps them. A folder whose names are
    just those is passed over at once. Raises Unusual for whatever is neither file nor folder.
    """
    within: dict[str, list[str]] = defaultdict(list)
    for folder in kept:
        if folder:
            within[folder.rpartition("/")[0]].append(folder)
    return [path for folder in LANDMARKS if _lies(root, folder) for path in _below(root, folder, kept, within)]


def _lies(root: str, folder: str) -> bool:
    try:
        found = os.lstat(f"{root}/{folder}")
    except FileNotFoundError:
        return False
    except OSError:
        raise Unusual(folder) from None
    if not stat.S_ISDIR(found.st_mode):
        raise Unusual(folder)
    return True


def _below(root: str, start: str, kept: Mapping[str, str], within: Mapping[str, Sequence[str]]) -> Iterator[str]:
    pending = [start]
    while pending:
        folder = pending.pop()
        names = _names(root, folder)
        known = kept.get(folder, "")
        if joined(names) == known:
            pending.extend(within.get(folder, ()))
            continue
        if ".git" in names:
            raise Unusual(folder)
        known_names = set(known.split("\0"))
        pending.extend(one for one in within.get(folder, ()) if one.rpartition("/")[2] in names)
        for name in names:
            if joined([name]) in known_names:
                continue
            path = f"{folder}/{name}"
            if is_folder(root, path):
                pending.append(path)
            else:
                yield path


def _names(root: str, folder: str) -> list[str]:
    try:
        opened = os.open(f"{root}/{folder}", _FOLDER)
    except OSError:
        raise Unusual(folder) from None
    try:
        return os.listdir(opened)  # noqa: PTH208 (an open folder is no path)
    except OSError:
        raise Unusual(folder) from None
    finally:
        os.close(opened)


def is_folder(root: str, path: str) -> bool:
    """Whether it is a folder, and no file. Raises Unusual for anything else."""
    try:
        found = os.lstat(f"{root}/{path}")
    except OSError:
        raise Unusual(path) from None
    if stat.S_ISDIR(found.st_mode):
        return True
    if not stat.S_ISREG(found.st_mode):
        raise Unusual(path)
    return False
