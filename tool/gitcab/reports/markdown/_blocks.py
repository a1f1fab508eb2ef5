"""The blocks that Markdown reports are made of."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from gitcab.reports._escape import no_commands
from gitcab.reports._look import Look
from gitcab.reports._wording import counted

_MOST_CHARACTERS = 60_000


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a table between empty ones; the cells are Markdown already. Nothing where there is no row."""
    lines = [_row(row) for row in rows]
    if lines:
        yield from ("", _row(columns), _row(["---"] * len(columns)), *lines, "")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def page(lines: Iterable[str], look: Look) -> str:
    """The lines as one text; a comment may have 65,536 characters, so what is beyond 60,000 is cut."""
    told: list[str] = []
    for line in lines:
        if line or (told and told[-1]):
            told.append(line)
    ends = accumulate(len(line) + 1 for line in told)
    room = len(told) if look.full else sum(end <= _MOST_CHARACTERS for end in ends)
    end = ["", f"{counted(len(told) - room, 'more line')} left out here."] if room < len(told) else []
    return no_commands("\n".join([*told[:room], *end]).strip("\n") + "\n")
