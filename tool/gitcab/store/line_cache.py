"""Reading many plain files: what a line means is looked up once, and the same lines come again and again.

Most lines of an estate stand in thousands of its files word by word (`criticality: low`, `os: Debian 12.12`).
A file that is nothing but entries, one below the other, is put together from what each of them means alone.
That is what the whole means: an entry ends where the next one starts in the same column, and only further
lines, which are indented more, could belong to it.
"""

import re
from typing import Any

from gitcab.store.fast_yaml import KEY, LARGEST, accept

_MOST_LINES = 2048
_LONGEST_LINE = 120
"""What is kept at most: two generations of lines, which are less than 2 MB."""

_NO_TEXTS = frozenset(word for name in ("true", "false", "null") for word in (name, name.title(), name.upper()))
_LETTERS = r"[A-Za-z0-9 ,;._/()%+-]*+"
_TEXT = rf"(?:[A-Za-z]|[0-9]++-|[0-9]++\.[0-9]++\.){_LETTERS}(?::[A-Za-z0-9/]{_LETTERS})*(?<! )"
_NAME = "[A-Za-z][A-Za-z0-9_-]*+"
_IS_KEY = re.compile(KEY).fullmatch
_SIMPLE = re.compile(rf"({KEY[:-1]}): (?:({_TEXT})|\[({_NAME}(?:, {_NAME})*)\])")

Entry = tuple[str, Any]

_COMMENT: Entry = ("", None)
"""No key is empty. At most one comment stands in a file that is put together, mostly its first line."""


class LineCache:
    """Reads one file after another and keeps the lines that have come lately."""

    def __init__(self) -> None:
        self._known: dict[str, Entry] = {}
        self._known_before: dict[str, Entry] = {}

    def accept(self, content: bytes) -> dict[str, Any] | None:
        """What `fast_yaml.accept` gives. Files share parts of their values, so nobody may change one."""
        return self._put_together(content) or accept(content)

    def _put_together(self, content: bytes) -> dict[str, Any] | None:
        text = content.decode("latin-1")  # whether it is UTF-8 is asked of what is not ASCII
        if len(text) > LARGEST or "gitcab:" in text or "\0" in text or text[-1:] != "\n":
            return None
        return self._mapping(text[:-1].replace("\n ", "\0 ").split("\n"))

    def _mapping(self, entries: list[str]) -> dict[str, Any] | None:
        """Entries of one column, each with a zero byte before every further line."""
        known = self._known.get
        value = {}
        for written in entries:
            entry = known(written) or self._learnt(written)
            if entry is None:
                return None
            value[entry[0]] = entry[1]
        if len(value) < len(entries):
            return None  # a key stands there twice
        value.pop("", None)
        return value

    def _learnt(self, written: str) -> Entry | None:
        if "\0" in written:
            return self._of_lines(written) or _alone(written)
        entry = self._known_before.get(written) or _simple(written) or _alone(written)
        if entry and len(written) <= _LONGEST_LINE:
            self._keep(written, entry)
        return entry

    def _of_lines(self, written: str) -> Entry | None:
        """A mapping each of whose entries is one line, indented by two."""
        head, *lines = written.split("\0  ")
        if written.count("\0") > len(lines) or not _IS_KEY(head):
            return None
        value = self._mapping(lines)
        return (head[:-1], value) if value else None

    def _keep(self, line: str, entry: Entry) -> None:
        if len(self._known) >= _MOST_LINES:
            self._known_before, self._known = self._known, {}
        self._known[line] = entry


def _simple(line: str) -> Entry | None:
    """An entry whose value is the text itself, or a list of names."""
    match = _SIMPLE.fullmatch(line)
    if match is None:
        return _COMMENT if line.startswith("#") and line.isascii() and line.isprintable() else None
    key, text, names = match.groups()
    if names is None:
        return None if text in _NO_TEXTS else (key, text)
    listed = names.split(", ")
    return (key, listed) if _NO_TEXTS.isdisjoint(listed) else None


def _alone(written: str) -> Entry | None:
    """An entry as it is read in a file of its own."""
    if not written[:1].isalpha():  # not even blanks before its key
        return None
    value = accept(f"{written}\n".replace("\0", "\n").encode("latin-1"))
    return next(iter(value.items())) if value else None
