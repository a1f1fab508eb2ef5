"""The files on disk, as they are now, links told and never followed."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from gitcab.store.path_name import is_sound_part
from gitcab.store.tree import CannotRead, FileSort, TreeFile

# Neither through a link put there meanwhile, nor waiting for the writer of a pipe. Windows has
# neither flag, and its files need the third.
_CAREFULLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


_Found = tuple[str, FileSort | None, bool]
"""A path, what lies there (None for a folder still to be listed), and whether all its names are sound."""


class WorkTree:
    """The estate at `root` on disk, `prefix` being its path from git's top ("" or ending in "/").

    Every file below the folders counts, also one that git ignores or does not track yet: what lies
    there is what the next commit may bring. A folder with a `.git` of its own is a submodule. The
    size of a file is known once it has been read.
    """

    def __init__(self, root: Path, prefix: str = "") -> None:
        self._root = root.resolve()
        self.prefix = prefix
        self.revision: str | None = None

    def files(self, *folders: str) -> Iterator[TreeFile]:
        """Keeps the promise of Tree; raises CannotRead for a folder that may not be listed."""
        wanted = tuple(f"{folder.rstrip('/')}/" for folder in folders) or ("",)
        pending = self._listed("", True)
        while pending:
            path, sort, sound = pending.pop()
            inside = f"{path}/".startswith(wanted)
            if sort is not None and inside:
                yield TreeFile(path, sort if sound else FileSort.OTHER)
            elif sort is None and (inside or any(each.startswith(f"{path}/") for each in wanted)):
                pending += self._listed(path, sound)

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """Keeps the promise of Tree."""
        folders: set[str] = set()
        for file in files:
            folder = file.path.rpartition("/")[0]
            if folder not in folders:
                self._refuse_links(folder)
                folders.add(folder)
            yield self._content(file, limit)

    def _listed(self, folder: str, sound: bool) -> list[_Found]:
        """What lies in a folder, the last in git's order first; the folder itself where it is a submodule."""
        try:
            with os.scandir(self._at(folder)) as entries:
                found = [(entry.name, _sort(entry)) for entry in entries]
        except OSError as error:
            raise self._cannot_read(folder, error) from None
        if any(name == ".git" for name, _ in found):
            if folder:
                return [(folder, FileSort.SUBMODULE, sound)]
            found = [one for one in found if one[0] != ".git"]
        found.sort(key=_place, reverse=True)
        start = f"{folder}/" if folder else ""
        return [(start + name, sort, sound and is_sound_part(name)) for name, sort in found]

    def _refuse_links(self, folder: str) -> None:
        """A link may have taken the place of a folder since the files were listed."""
        if Path(self._at(folder)).resolve() != Path(self._at(folder)):
            raise CannotRead(f"{self.prefix}{folder} leads through a symbolic link", "put the real folder there")

    def _content(self, file: TreeFile, limit: int) -> tuple[TreeFile, bytes | None]:
        try:
            opened = os.open(self._at(file.path), _CAREFULLY)
            try:
                found = os.fstat(opened)
                if not stat.S_ISREG(found.st_mode):
                    raise CannotRead(f"{self.prefix}{file.path} is no plain file", "put the real file there")
                content = _read_to_end(opened, found.st_size, limit)
            finally:
                os.close(opened)
        except OSError as error:
            raise self._cannot_read(file.path, error) from None
        size = max(found.st_size, len(content))
        return TreeFile(file.path, file.sort, size, file.blob), content if len(content) <= limit else None

    def _at(self, path: str) -> str:
        """Below the root even for a path that begins with a slash; `..` stays, and so never equals its target."""
        return f"{self._root}/{path}"

    def _cannot_read(self, path: str, error: OSError) -> CannotRead:
        where = f"{self.prefix}{path}" or "the estate's folder"
        gone = isinstance(error, FileNotFoundError)
        hint = "it has gone meanwhile: run the command again" if gone else "make it readable for you, or move it away"
        return CannotRead(f"cannot read {where}: {error.strerror}", hint)


def _place(found: tuple[str, FileSort | None]) -> bytes:
    """Where git puts it among its siblings: a folder as if its name ended in a slash."""
    name, sort = found
    return os.fsencode(name) if sort else os.fsencode(f"{name}/")


def _read_to_end(opened: int, size: int, limit: int) -> bytes:
    """What the file holds, and one byte more than `limit` where it holds more, whatever `size` it claimed."""
    wanted = min(size, limit) + 1
    content = os.read(opened, wanted)
    if len(content) < wanted:  # a plain file gives less than was asked for at its end only
        return content
    while len(content) <= limit and (more := os.read(opened, limit + 1 - len(content))):
        content += more
    return content


def _sort(entry: "os.DirEntry[str]") -> FileSort | None:
    if entry.is_file(follow_symlinks=False):
        return FileSort.FILE
    if entry.is_symlink():
        return FileSort.SYMLINK
    return None if entry.is_dir(follow_symlinks=False) else FileSort.OTHER
