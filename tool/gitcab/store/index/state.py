"""What tells without reading it whether something on the disk is as it was."""

import os


def state_of(path: str | os.PathLike[str]) -> str:
    """What changes whenever something is put into a folder, renamed in it or taken away, or a file is written.

    Raises OSError where there is nothing.
    """
    found = os.lstat(path)
    return f"{found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
