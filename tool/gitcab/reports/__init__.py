"""Shelf of report formats, one file each; a report knows the model only and gives back text.

A member defines RENDER: for each subject (a type of the model) that it can tell, the function
that turns it into text. Which formats a command offers follows from that. PIECES, where a member
has it, are functions that give the same text bit by bit, for subjects that may be very long.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from gitcab import shelf
from gitcab.reports._escape import visible
from gitcab.reports._look import Look

__all__ = ["Look", "formats", "pieces", "render", "visible"]

Renderer = Callable[[Any, Look], str]


@cache
def _renderers() -> Mapping[str, Mapping[type, Renderer]]:
    return shelf.collect(sys.modules[__name__], "RENDER", dict)


def formats(subject: type) -> tuple[str, ...]:
    """The names of the formats in which that subject can be told."""
    return tuple(name for name, render in _renderers().items() if subject in render)


def render(subject: object, name: str, look: Look) -> str:
    """The subject in that format, ending in a line break unless it is empty."""
    return _renderers()[name][type(subject)](subject, look)


def pieces(subject: object, name: str, look: Look) -> Iterator[str]:
    """What `render` gives, bit by bit where the format can."""
    member = next(module for known, module in shelf.members(sys.modules[__name__]) if known == name)
    told = getattr(member, "PIECES", {}).get(type(subject))
    yield from told(subject, look) if told else [render(subject, name, look)]
