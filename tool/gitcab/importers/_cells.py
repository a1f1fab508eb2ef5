"""CSV (RFC 4180) as cells that know their place, which Python's own reader does not tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gitcab.importers._imported import CannotImport, Refusal
from gitcab.model.source import Place

_CELL = re.compile(r'[ \t]*"(?P<quoted>[^"]*(?:""[^"]*)*)"[ \t]*(?=[,\r\n]|\Z)|(?P<plain>[^",\r\n]*)(?=[,\r\n]|\Z)')
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text without the blanks around it; line and column count from 1."""

    text: str
    line: int
    column: int


def rows(text: str, path: str) -> Iterator[list[Cell]]:
    """The rows that are not empty, without the empty cells at their ends.

    Raises CannotImport for quotes that do not pair up.
    """
    row: list[Cell] = []
    position, line, line_start = 0, 1, 0
    while position < len(text) or row:
        found = _CELL.match(text, position)
        if found is None:
            raise CannotImport([_stray_quote(Place(path, line, position - line_start + 1))])
        content = found["plain"] if found["quoted"] is None else found["quoted"].replace('""', '"')
        row.append(Cell(content.strip(), line, position - line_start + 1))
        for broken in _LINE_BREAK.finditer(found[0]):
            line, line_start = line + 1, position + broken.end()
        position = found.end()
        if text.startswith(",", position):
            position += 1
            continue
        yield from _without_empty_ends(row)
        row = []
        if ending := _LINE_BREAK.match(text, position):
            position = ending.end()
            line, line_start = line + 1, position


def _without_empty_ends(row: list[Cell]) -> Iterator[list[Cell]]:
    filled = [number for number, cell in enumerate(row, 1) if cell.text]
    if filled:
        yield row[: filled[-1]]


def _stray_quote(place: Place) -> Refusal:
    hint = 'put the whole cell into quotes, and write each quote in it twice: "19"" rack"'
    return Refusal(place, "a quote that begins no quoted cell, or that nothing closes", hint)
