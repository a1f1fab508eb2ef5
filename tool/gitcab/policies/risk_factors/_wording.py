"""Words that several factors use."""

from collections.abc import Sequence

_TOLD = 4


def named(ids: Sequence[str]) -> str:
    """`a, b and c`; of more than four only four, and how many more there are."""
    if len(ids) > _TOLD:
        return f"{', '.join(ids[:_TOLD])} and {len(ids) - _TOLD} more"
    return " and ".join(part for part in (", ".join(ids[:-1]), ids[-1] if ids else "") if part)


def counted(number: int, noun: str) -> str:
    """`1 service`, `3 services`."""
    return f"{number} {noun if number == 1 else noun + 's'}"
