"""How wide and how colourful text may be."""

from typing import NamedTuple


class Look(NamedTuple):
    """`width` in columns; `colour` says whether ANSI colours may be used; `full` shows what is cut otherwise."""

    width: int = 80
    colour: bool = False
    full: bool = False
