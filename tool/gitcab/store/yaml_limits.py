"""How large a file of records may be."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Most bytes of a file, levels of nesting, values, characters of a text and of a number."""

    bytes: int = 1_000_000
    depth: int = 32
    nodes: int = 50_000
    scalar: int = 65_536
    digits: int = 100


LIMITS = Limits()
