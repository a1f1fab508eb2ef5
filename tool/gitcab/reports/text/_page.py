"""A page of text for people: the place where record text becomes harmless and styles become colours."""

import io
from collections.abc import Iterable, Iterator, Sequence

from gitcab.model.finding import Severity
from gitcab.reports._escape import no_commands, visible
from gitcab.reports._look import Look
from gitcab.reports.text._cells import cut, width_of, wrapped
from gitcab.reports.text._columns import GAP, fitting

Piece = str | tuple[str, str]
"""Some text, plain or in a style of a few words, such as `bold red`."""

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
"""The terminal's codes (ECMA-48, select graphic rendition)."""

SEVERITY_STYLES = {Severity.NOTE: "cyan", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}
_NARROWEST = 20

_Shown = tuple[str, str]
"""Harmless words and their style, which may be empty."""


class Page:
    """Lines and tables, no wider than the look allows; whatever is written on it is shown as it is, never obeyed."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._file = io.StringIO()

    def line(self, *pieces: Piece, first: str = "", rest: str | None = None) -> None:
        """A line, wrapped where it is too long; `first` goes before it, `rest` before what follows."""
        first = visible(first)
        rest = " " * width_of(first) if rest is None else visible(rest)
        room = max(_NARROWEST, self._look.width - max(width_of(first), width_of(rest)))
        shown = [_shown(piece) for piece in pieces]
        begin = 0
        for part in wrapped("".join(words for words, _ in shown), room):
            cells = list(_between(shown, begin, begin + len(part.rstrip())))
            self._write([(rest if begin else first, ""), *cells])
            begin += len(part)

    def blank(self) -> None:
        """An empty line, unless nothing stands on the page yet."""
        if self._file.tell():
            self._file.write("\n")

    def heading(self, words: str) -> None:
        """A line that begins a part of the page."""
        self.blank()
        self.line((words, "bold"))

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Piece]]) -> None:
        """Rows below column heads; what does not fit is cut with `…` or left out, unless all is to be shown."""
        cells = [[_shown((head, "bold")) for head in columns], *([_shown(cell) for cell in row] for row in rows)]
        natural = [max(width_of(words) for words, _ in column) for column in zip(*cells, strict=True)]
        widths = natural if self._look.full else fitting(natural, self._look.width)
        for row in cells:
            self._write(list(_laid_out(row, widths)))
        if len(widths) < len(columns):
            self.line((f"(left out to fit: {', '.join(columns[len(widths) :])})", "dim"))

    def finish(self) -> str:
        """All that was written, no line ending in blanks."""
        lines = (line.rstrip() for line in self._file.getvalue().split("\n"))
        return no_commands("\n".join(lines))

    def _write(self, cells: Iterable[_Shown]) -> None:
        for words, style in cells:
            coloured = style and words and self._look.colour
            self._file.write(_coloured(words, style) if coloured else words)
        self._file.write("\n")


def _coloured(words: str, style: str) -> str:
    return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{words}\x1b[0m"


def _shown(piece: Piece) -> _Shown:
    words, style = (piece, "") if isinstance(piece, str) else piece
    return visible(words), style


def _between(pieces: Iterable[_Shown], begin: int, end: int) -> Iterator[_Shown]:
    """The part of the pieces from one position in their joint text to another."""
    at = 0
    for words, style in pieces:
        yield words[max(0, begin - at) : max(0, end - at)], style
        at += len(words)


def _laid_out(row: Sequence[_Shown], widths: Sequence[int]) -> Iterator[_Shown]:
    for (words, style), width in zip(row, widths, strict=False):
        told = cut(words, width)
        yield told, style
        yield " " * (width - width_of(told) + GAP), ""
