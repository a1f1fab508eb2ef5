"""What lies in each folder of a tree, gathered as its files go by."""

from collections import defaultdict
from collections.abc import Iterator


class Listed:
    """Keeps the names of a folder that was left as one text, a third of what they would take one by one."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = defaultdict(list)
        self._folder = ""
        self._names: list[str] = []

    def note(self, path: str) -> None:
        """A file; those of one folder mostly follow one another."""
        folder, _, name = path.rpartition("/")
        if folder != self._folder:
            self._leave()
            self._folder = folder
        self._names.append(name)

    def folders(self) -> Iterator[tuple[str, set[str]]]:
        """Each folder with the names of the files and folders in it; "" is the top."""
        self._leave()
        within: dict[str, set[str]] = defaultdict(set)
        for folder in self._texts:
            below = folder
            while below:
                around, _, name = below.rpartition("/")
                within[around].add(name)
                below = around
        for folder in dict.fromkeys((*self._texts, *within)):
            files = (name for text in self._texts.get(folder, ()) for name in text.split("\0"))
            yield folder, within.get(folder, set()).union(files)

    def _leave(self) -> None:
        if self._names:
            self._texts[self._folder].append("\0".join(self._names))
            self._names = []
