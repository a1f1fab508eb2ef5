"""Folded parts of a comment, each cut by itself so that its end is never cut off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gitcab.reports._wording import counted

_ROOM_FOR_THE_CUT = 120


@dataclass(frozen=True, slots=True)
class Part:
    """A part below a title that we word ourselves. `head` is told whole or not at all; `rows` are lines, or
    several joined, that are told while they fit.
    """

    title: str
    rows: Sequence[str]
    head: Sequence[str] = ()


def folded(parts: Iterable[Part], room: int) -> Iterator[str]:
    """The parts that have rows, in at most `room` characters; what was left out is said at its place."""
    left = room
    for part in parts:
        if part.rows:
            lines = list(_part(part, left))
            left -= sum(len(line) + 1 for line in lines)
            yield from lines


def _part(part: Part, room: int) -> Iterator[str]:
    opening = ("", "<details>", f"<summary>{part.title}</summary>", "", *part.head)
    closing = ("", "</details>")
    left = room - sum(len(line) + 1 for line in (*opening, *closing)) - _ROOM_FOR_THE_CUT
    if left < 0:
        if room > _ROOM_FOR_THE_CUT:
            yield from ("", f"{part.title}: left out here, as a comment has no room for it.")
        return
    yield from opening
    told = 0
    for row in part.rows:
        left -= len(row) + 1
        if left < 0:
            break
        told += 1
        yield row
    if told < len(part.rows):
        yield from ("", f"{counted(len(part.rows) - told, 'more row')} left out here.")
    yield from closing
