"""A tree as it would be with some files written, moved or removed: judged before anything is."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from gitcab.store.tree import Tree, TreeFile


class OverlayTree:
    """Another tree with these contents laid over it; None takes a path away."""

    def __init__(self, below: Tree, contents: Mapping[str, bytes | None]) -> None:
        self._below = below
        self._contents = contents
        self.prefix = below.prefix
        self.revision: str | None = None

    def files(self, *folders: str) -> Iterator[TreeFile]:
        """Keeps the promise of Tree."""
        kept = {file.path: file for file in self._below.files(*folders) if file.path not in self._contents}
        starts = tuple(f"{folder.rstrip('/')}/" for folder in folders)
        for path, content in self._contents.items():
            if content is not None and (not starts or f"{path}/".startswith(starts)):
                kept[path] = TreeFile(path, size=len(content))
        yield from (file for _, file in sorted(kept.items()))

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """Keeps the promise of Tree."""
        for laid_over, group in groupby(files, key=lambda file: file.path in self._contents):
            read = self._read_own if laid_over else self._below.read
            yield from read(group, limit)

    def _read_own(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        for file in files:
            content = self._contents[file.path]
            yield file, content if content is not None and len(content) <= limit else None
