"""The files on disk, as they are now, links told and never followed."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gitcab.store.path_name import is_sound
from gitcab.store.tree import CannotRead, FileSort, TreeFile

# Neither through a link put there meanwhile, nor waiting for the writer of a pipe. Windows has
# neither flag, and its files need the third.
_CAREFULLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class _Found:
    """What lies at a path: a folder still to be listed where it has no sort."""

    path: str
    sort: FileSort | None

    @property
    def place(self) -> bytes:
        """Where git puts it among its siblings: a folder as if its name ended in a slash."""
        return os.fsencode(self.path if self.sort else f"{self.path}/")


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
        pending = list(self._listed(""))
        while pending:
            found = pending.pop()
            inside = f"{found.path}/".startswith(wanted)
            if found.sort and inside:
                yield TreeFile(found.path, found.sort)
            elif found.sort is None and (inside or any(each.startswith(f"{found.path}/") for each in wanted)):
                pending.extend(self._listed(found.path))

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """Keeps the promise of Tree."""
        folders: set[str] = set()
        for file in files:
            folder = file.path.rpartition("/")[0]
            if folder not in folders:
                self._refuse_links(folder)
                folders.add(folder)
            yield self._content(file, limit)

    def _listed(self, folder: str) -> list[_Found]:
        """What lies in a folder, the last in git's order first; the folder itself where it is a submodule."""
        try:
            with os.scandir(self._at(folder)) as entries:
                within = {entry.name: _sort(entry) for entry in entries}
        except OSError as error:
            raise self._cannot_read(folder, error) from None
        if within.pop(".git", self) is not self and folder:
            return [_Found(folder, FileSort.SUBMODULE)]
        start = f"{folder}/" if folder else ""
        listed = [_Found(f"{start}{name}", sort) for name, sort in within.items()]
        odd = [replace(one, sort=FileSort.OTHER) if one.sort and not is_sound(one.path) else one for one in listed]
        return sorted(odd, key=lambda found: found.place, reverse=True)

    def _refuse_links(self, folder: str) -> None:
        """A link may have taken the place of a folder since the files were listed."""
        if self._at(folder).resolve() != self._at(folder):
            raise CannotRead(f"{self.prefix}{folder} leads through a symbolic link", "put the real folder there")

    def _content(self, file: TreeFile, limit: int) -> tuple[TreeFile, bytes | None]:
        try:
            with os.fdopen(os.open(self._at(file.path), _CAREFULLY), "rb") as opened:
                found = os.fstat(opened.fileno())
                if not stat.S_ISREG(found.st_mode):
                    raise CannotRead(f"{self.prefix}{file.path} is no plain file", "put the real file there")
                content = opened.read(limit + 1)
        except OSError as error:
            raise self._cannot_read(file.path, error) from None
        size = max(found.st_size, len(content))
        return replace(file, size=size), content if len(content) <= limit else None

    def _at(self, path: str) -> Path:
        """Below the root even for a path that begins with a slash; `..` stays, and so never equals its target."""
        return Path(f"{self._root}/{path}")

    def _cannot_read(self, path: str, error: OSError) -> CannotRead:
        where = f"{self.prefix}{path}" or "the estate's folder"
        gone = isinstance(error, FileNotFoundError)
        hint = "it has gone meanwhile: run the command again" if gone else "make it readable for you, or move it away"
        return CannotRead(f"cannot read {where}: {error.strerror}", hint)


def _sort(entry: "os.DirEntry[str]") -> FileSort | None:
    if entry.is_symlink():
        return FileSort.SYMLINK
    if entry.is_dir(follow_symlinks=False):
        return None
    return FileSort.FILE if entry.is_file(follow_symlinks=False) else FileSort.OTHER
