"""How the types of conflict name things."""

from collections.abc import Sequence


def names(ids: Sequence[str], most: int = 4) -> str:
    """`a, b and c`, or the first few and how many more."""
    if len(ids) > most:
        return f"{', '.join(ids[:most])} and {len(ids) - most:,} more"
    return " and ".join(filter(None, (", ".join(ids[:-1]), *ids[-1:])))
