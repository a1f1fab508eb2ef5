"""Shelf of report formats, one file each; a report knows the model only and gives back text.

A member defines RENDER: for each subject (a type of the model) that it can tell, the function
that turns it into text. Which formats a command offers follows from that: it is read from the files, where
RENDER is written out, so that only the one that is asked for is imported. A format of many subjects is a
shelf of files that do so. PIECES, where a file has it, are functions that give the same text bit by bit, for
subjects that may be very long.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from gitcab import shelf
from gitcab.reports._escape import visible
from gitcab.reports._look import Look

__all__ = ["Look", "formats", "pieces", "render", "visible"]

Renderer = Callable[[Any, Look], str]

_WRITTEN_OUT = "\nRENDER = {"
_SUBJECT = re.compile(r"(\w+):")


@cache
def offers() -> Mapping[str, Mapping[str, str]]:
    """The formats in order, and for each the file that tells a subject, by the name of the subject's type."""
    found: dict[str, dict[str, str]] = {}
    for name, text in shelf.sources(sys.modules[__name__]):
        offered = found.setdefault(name.partition(".")[0], {})
        written, _, _ = text.partition(_WRITTEN_OUT)[2].partition("}")
        offered.update(dict.fromkeys(_SUBJECT.findall(written), name))
    return found


def formats(subject: type) -> tuple[str, ...]:
    """The names of the formats in which that subject can be told."""
    return tuple(name for name, told in offers().items() if subject.__name__ in told)


def render(subject: object, name: str, look: Look) -> str:
    """The subject in that format, ending in a line break unless it is empty."""
    renderer: Renderer = _member(subject, name).RENDER[type(subject)]
    return renderer(subject, look)


def pieces(subject: object, name: str, look: Look) -> Iterator[str]:
    """What `render` gives, bit by bit where the format can."""
    told = getattr(_member(subject, name), "PIECES", {}).get(type(subject))
    yield from told(subject, look) if told else [render(subject, name, look)]


def _member(subject: object, name: str) -> ModuleType:
    return import_module(f"{__name__}.{offers()[name][type(subject).__name__]}")
