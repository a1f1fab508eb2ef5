"""What lies in each folder of a tree, gathered as its files go by."""

from collections import defaultdict
from collections.abc import Iterator

_MOST = 1000


class Listed:
    """Keeps the names of a folder that was left as one text, a third of what they would take one by one.

    `unread` are the paths of files of which nobody knows that they are read, as no record lies in them: notes, or what
    lies beside classes. Of very many that there are too many is all that is known: `are_many_unread`.
    """

    def __init__(self) -> None:
        self.unread: list[str] = []
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
        if (path[-5:] != ".yaml" or path[:8] == "schemas/") and not self.are_many_unread:
            self.unread.append(path)

    @property
    def are_many_unread(self) -> bool:
        """Whether git sooner looks at them than we do."""
        return len(self.unread) > _MOST

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
