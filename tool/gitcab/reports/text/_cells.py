"""How much room a text takes on a terminal, and how it is made to fit.

Rich knows the width of every character; importing it takes longer than most answers, so it is asked
only where a text holds others than those of which all are one cell wide.
"""

import re
from collections.abc import Iterator

_SINGLE = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2500-\u25fc…⋯]*")
_WORD = re.compile(r"\s*\S+\s*")


def width_of(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if _SINGLE.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, room: int) -> str:
    """The text itself, or its beginning and `…`; blanks at its end are the first to go."""
    text = text[: max(room, len(text.rstrip()))]
    if width_of(text) <= room:
        return text
    if _SINGLE.fullmatch(text):
        return f"{text[: room - 1]}…"
    from rich.cells import set_cell_size

    return f"{set_cell_size(text, room - 1)}…"


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines that fit: broken between words, and in words that are longer than a line."""
    if width_of(text) <= room:
        return [text]
    starts = [0, *_breaks(text, room)]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _breaks(text: str, room: int) -> Iterator[int]:
    """Where lines begin, the first left out."""
    taken = 0
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        needed = width_of(word.rstrip())
        if needed <= room - taken:
            taken += width_of(word)
        elif needed <= room:
            yield start
            taken = width_of(word)
        else:
            parts = _chopped(word, room)
            yield from _starts(start, parts)
            taken = width_of(parts[-1])


def _starts(start: int, parts: list[str]) -> Iterator[int]:
    """Where parts begin that follow each other; the beginning of the whole text left out."""
    for part in parts:
        if start:
            yield start
        start += len(part)


def _chopped(word: str, room: int) -> list[str]:
    if _SINGLE.fullmatch(word):
        return [word[start : start + room] for start in range(0, len(word), room)]
    from rich.cells import chop_cells

    return chop_cells(word, room)
