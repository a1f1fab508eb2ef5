"""What is known of git's own index beside the mirror; it holds until git writes that anew."""

import sqlite3
from pathlib import Path

from gitcab.store.index.state import state_of_index

UNFLAGGED, STAGED = "unflagged", "staged"
"""What may be learned: that no file has a flag, and in which files it differs from the mirror."""

_FEW = 2_000
"""Words that are worth keeping."""


class GitIndex:
    """Git's index at `path`, in the `state` that it is in now, None where that cannot be told.

    `learned` are new rows for the table `meta` of the mirror's file, which the connection reads.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.learned: dict[str, str] = {}
        self._path = path
        self._connection = connection
        self.state = self._now()

    def has_been(self, state: str) -> bool:
        """Whether it was in that state all the time."""
        return self.state == state == self._now()

    def kept(self, key: str) -> list[str] | None:
        """The words that were learned of it in this state; None where none were."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        state, *words = row[0].split("\0")
        return words if state == self.state else None

    def learn(self, key: str, *words: str) -> None:
        """Has them kept, if they are few, and are text that can be kept."""
        if self.state is not None and len(words) <= _FEW and not any(map(_is_no_text, words)):
            self.learned[key] = "\0".join((self.state, *words))

    def _now(self) -> str | None:
        try:
            return state_of_index(self._path)
        except OSError:
            return None


def _is_no_text(word: str) -> bool:
    """Whether it stands for bytes that are no UTF-8."""
    return any("\ud800" <= letter <= "\udfff" for letter in word)
