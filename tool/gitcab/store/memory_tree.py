"""A tree that exists in memory only: for tests, for what-if, and for patches not yet written."""

from collections.abc import Iterable, Iterator, Mapping

from gitcab.store.tree import CannotRead, FileSort, TreeFile


class MemoryTree:
    """Paths and their bytes; text is taken as UTF-8. `links` are paths that are symbolic links."""

    def __init__(self, files: Mapping[str, str | bytes], *, prefix: str = "", links: Iterable[str] = ()) -> None:
        self._content = {
            path: text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
            for path, text in files.items()
        }
        self._links = frozenset(links)
        self.prefix = prefix
        self.revision: str | None = None

    def files(self, *folders: str) -> Iterator[TreeFile]:
        """Keeps the promise of Tree."""
        starts = tuple(f"{folder.rstrip('/')}/" for folder in folders) or ("",)
        for path in sorted(self._content.keys() | self._links):
            if f"{path}/".startswith(starts):
                link = path in self._links
                size = None if link else len(self._content[path])
                yield TreeFile(path, FileSort.SYMLINK if link else FileSort.FILE, size)

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """Keeps the promise of Tree."""
        for file in files:
            content = self._content.get(file.path)
            if content is None:
                raise CannotRead(f"{self.prefix}{file.path} is not there any more")
            yield file, content if len(content) <= limit else None
