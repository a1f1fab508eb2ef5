"""Whether the work tree holds what a commit does, by what was read from the disk itself: git need not be asked then.

All files that hold records were there with the commit's content, and in each folder lay just the commit's names.
What is left are files that nobody reads, such as notes: in place of one there could be a folder by now, or a link.
"""

import os
import stat

from gitcab.store.index.listed import Listed


def are_files(root: str, listed: Listed) -> bool:
    """Whether all listed files that need not have been read are plain files on the disk at `root`."""
    return not listed.are_many_unread and all(_is_file(f"{root}/{path}") for path in listed.unread)


def _is_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False
