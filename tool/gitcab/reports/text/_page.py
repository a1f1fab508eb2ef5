"""A page of text for people: the door to rich, and the place where record text becomes harmless."""

import io
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gitcab.model.finding import Severity
from gitcab.model.impact import State
from gitcab.reports._escape import no_commands, visible
from gitcab.reports._look import Look
from gitcab.reports.text._columns import GAP, fitting

Piece = str | tuple[str, str]
"""Some text, plain or with one of rich's styles."""

STATE_STYLES = {State.UP: "green", State.AT_RISK: "cyan", State.DEGRADED: "yellow", State.DOWN: "bold red"}
SEVERITY_STYLES = {Severity.NOTE: "cyan", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}
_NARROWEST = 20
_UNLIMITED = 100_000


def _styled(pieces: Sequence[Piece]) -> Text:
    text = Text()
    for piece in pieces:
        words, style = (piece, "") if isinstance(piece, str) else piece
        text.append(visible(words), style or None)
    return text


class Page:
    """Lines and tables, no wider than the look allows; whatever is written on it is shown as it is, never obeyed."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._file = io.StringIO()
        self._console = Console(
            file=self._file,
            width=_UNLIMITED,
            color_system="standard" if look.colour else None,
            force_terminal=look.colour,
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
            _environ={},
        )

    def line(self, *pieces: Piece, first: str = "", rest: str | None = None) -> None:
        """A line, wrapped where it is too long; `first` goes before it, `rest` before what follows."""
        first = visible(first)
        rest = " " * cell_len(first) if rest is None else visible(rest)
        width = max(_NARROWEST, self._look.width - max(cell_len(first), cell_len(rest)))
        for number, part in enumerate(_styled(pieces).wrap(self._console, width) or [Text()]):
            part.rstrip()
            self._print(Text(rest if number else first) + part)

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
        cells = [[_styled([cell]) for cell in row] for row in (columns, *rows)]
        natural = [max(cell.cell_len for cell in column) for column in zip(*cells, strict=True)]
        widths = natural if self._look.full else fitting(natural, self._look.width)
        table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold")
        for head, width in zip(cells[0], widths, strict=False):
            table.add_column(head, width=width, no_wrap=True, overflow="ellipsis")
        for row in cells[1:]:
            table.add_row(*row[: len(widths)])
        self._console.print(table)
        if len(widths) < len(columns):
            self.line((f"(left out to fit: {', '.join(columns[len(widths) :])})", "dim"))

    def finish(self) -> str:
        """All that was written, no line ending in blanks."""
        lines = (line.rstrip() for line in self._file.getvalue().split("\n"))
        return no_commands("\n".join(lines))

    def _print(self, text: Text) -> None:
        self._console.print(text, no_wrap=True, overflow="ignore", crop=False)
