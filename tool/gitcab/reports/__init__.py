"""Shelf of report formats, one file each; a report knows the model only and gives back text.

A member defines RENDER: for each subject (a type of the model) that it can tell, the function
that turns it into text. Which formats a command offers follows from that.
"""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from gitcab import shelf
from gitcab.reports._escape import visible
from gitcab.reports._look import Look

__all__ = ["Look", "formats", "render", "visible"]

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
