"""A tree as it would be with some files written, moved or removed: judged before anything is."""

from collections.abc import Iterable, Iterator, Mapping

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
            if content is not None and (not starts or path.startswith(starts)):
                kept[path] = TreeFile(path, size=len(content))
        yield from (file for _, file in sorted(kept.items()))

    def read(self, files: Iterable[TreeFile], limit: int) -> Iterator[tuple[TreeFile, bytes | None]]:
        """Keeps the promise of Tree."""
        for file in files:
            content = self._contents.get(file.path)
            if content is None:
                yield from self._below.read([file], limit)
            else:
                yield file, content if len(content) <= limit else None
