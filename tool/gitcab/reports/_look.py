"""How wide and how colourful text may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """`width` in columns; `colour` says whether ANSI colours may be used; `full` shows what is cut otherwise."""

    width: int = 80
    colour: bool = False
    full: bool = False
