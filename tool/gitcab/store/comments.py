"""What stands between a file's scalars: comments, those that suppress a rule, and what must not stand there."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from gitcab.model.source import Suppression

Span = tuple[int, int]

_COMMENT = re.compile(r"#[^\r\n]*")
_SUSPICIOUS = re.compile(r"[\t?]|[^ \n]#")
_COMMENT_OR_STRAY = re.compile(r"((?<!\S)#[^\r\n]*)|[#\t?]")
_SUPPRESSION = re.compile(r"#+\s*gitcab:\s*ignore\[([^\]]*)\]\s*(.*)")


def suppressions(text: str, scalars: Sequence[Span]) -> tuple[Suppression, ...]:
    """The comments `# gitcab: ignore[rule, rule] reason` and the lines that they speak of."""
    if "gitcab:" not in text:
        return ()
    lines = _Lines(text)
    found = ((start, _SUPPRESSION.fullmatch(comment)) for start, comment in _comments(text, scalars))
    return tuple(_suppression(text, lines, start, match) for start, match in found if match)


def stray(text: str, scalars: Sequence[Span]) -> int | None:
    """The offset of the first tab, `?`, or `#` without a blank before it, outside of scalars and comments."""
    if not _SUSPICIOUS.search(text):
        return None
    for start, end in _gaps(text, scalars):
        for match in _COMMENT_OR_STRAY.finditer(text, start, end):
            if match[1] is None:
                return match.start()
    return None


def _comments(text: str, scalars: Sequence[Span]) -> Iterator[tuple[int, str]]:
    for start, end in _gaps(text, scalars):
        for match in _COMMENT.finditer(text, start, end):
            yield match.start(), match[0]


def _gaps(text: str, scalars: Sequence[Span]) -> Iterator[Span]:
    """Between two scalars there are only indicators, blanks and comments."""
    last = 0
    for start, end in scalars:
        yield last, start
        last = end
    yield last, len(text)


class _Lines:
    """The lines of a text, and for each the next one that is neither blank nor a comment."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
        self._next: list[int | None] = [None] * len(lines)
        following: int | None = None
        for index in range(len(lines) - 1, -1, -1):
            self._next[index] = following
            content = lines[index].strip()
            if content and not content.startswith("#"):
                following = index + 1

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def after(self, line: int) -> int:
        """The next line with content, else the line itself."""
        return self._next[line - 1] or line


def _suppression(text: str, lines: _Lines, start: int, match: re.Match[str]) -> Suppression:
    line, column = lines.place(start)
    alone = not text[start - column + 1 : start].strip()
    rules = tuple(part.strip() for part in match[1].split(",") if part.strip())
    return Suppression(line, column, lines.after(line) if alone else line, rules, match[2].strip())
