"""What tells without reading it whether something on the disk is as it was."""

import os
import stat

_COARSE = 10**7
"""Nanoseconds."""


def state_of(path: str | os.PathLike[str]) -> str:
    """What changes whenever something is put into a folder, renamed in it or taken away, or a file is written.

    Raises OSError where there is nothing.
    """
    return _told(os.lstat(path))


def state_of_index(path: str | os.PathLike[str]) -> str:
    """The state of git's index, which git replaces whenever it writes it. Raises OSError where that would not show.

    Git follows a link, and replaces what that leads to. A file system that keeps only whole hundredths of a second
    could have the same for two indexes.
    """
    found = os.lstat(path)
    if not stat.S_ISREG(found.st_mode) or found.st_ctime_ns % _COARSE == 0:
        raise OSError(f"{path} may change and look the same")
    return _told(found)


def _told(found: os.stat_result) -> str:
    return f"{found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
