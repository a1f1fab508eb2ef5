"""What lies in the estate's folders on the disk beside what the mirror knows there."""

import os
import stat
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from gitcab.store.index.state import state_of
from gitcab.store.landmarks import LANDMARKS

_RECENT = 3
"""Seconds; the clocks of file systems may be that coarse."""

_FOLDER = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_DIRECTORY", 0)


class Unusual(Exception):
    """Something lies there that only a careful look at every file can tell apart: a link, a nested repository."""


class Kept(NamedTuple):
    """What lies in each folder of the mirror: `names` as `joined` gives them, and in which state the folder had
    just these on the disk, None where it was not seen so. "" is the estate's root.
    """

    states: Mapping[str, str | None]
    names: Callable[[str], str]

    @property
    def within(self) -> Mapping[str, Sequence[str]]:
        """The folders in each folder."""
        found: dict[str, list[str]] = defaultdict(list)
        for folder in self.states:
            if folder:
                found[folder.rpartition("/")[0]].append(folder)
        return found


def joined(names: Iterable[str]) -> str:
    """The names of one folder as they are kept; bytes that are no UTF-8 as visible escapes."""
    return "\0".join(sorted(names)).encode("utf-8", "backslashreplace").decode()


class Look(NamedTuple):
    """A folder, the digest of the names that lie there, and its state; None where it was changed just now.

    Then the next change might leave its time as it is, and nobody would see that by its state.
    """

    folder: str
    names: bytes
    state: str | None


def look(root: str) -> list[tuple[str, bytes, str | None]]:
    """What lies in the estate's folders on the disk, but for those that have a dot in their name: plain Looks."""
    recent = time.time() - _RECENT
    pending, found = list(LANDMARKS), []
    while pending:
        folder = pending.pop()
        with suppress(OSError, Unusual):
            before, state = os.lstat(f"{root}/{folder}"), state_of(f"{root}/{folder}")
            names = _names(root, folder)
            pending += (f"{folder}/{name}" for name in names if "." not in name)
            is_settled = max(before.st_mtime, before.st_ctime) < recent and os.name == "posix"
            found.append((folder, digest(joined(names)), state if is_settled else None))
    return found


def digest(names: str) -> bytes:
    """What tells names apart, as `joined` gives them."""
    from hashlib import sha256  # seldom needed, and long to load

    return sha256(names.encode()).digest()


def new_files(root: str, kept: Kept) -> list[str]:
    """The paths of files below the estate's folders that the mirror does not have, from the root.

    A folder whose names, or state, are just those that are kept is passed over at once. Raises Unusual for
    whatever is neither file nor folder.
    """
    within = kept.within
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


def _below(root: str, start: str, kept: Kept, within: Mapping[str, Sequence[str]]) -> Iterator[str]:
    pending = [start]
    while pending:
        folder = pending.pop()
        if _is_as_seen(root, folder, kept):
            pending.extend(within.get(folder, ()))
            continue
        names = _names(root, folder)
        known = kept.names(folder) if folder in kept.states else ""
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


def _is_as_seen(root: str, folder: str, kept: Kept) -> bool:
    state = kept.states.get(folder)
    try:
        return state is not None and state == state_of(f"{root}/{folder}")
    except OSError:
        raise Unusual(folder) from None


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
