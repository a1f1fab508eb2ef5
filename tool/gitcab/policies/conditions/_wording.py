"""How conditions say why they hold."""

from collections.abc import Iterable

_TOLD = 3


def listed(names: Iterable[str]) -> str:
    """`a, b`, or the first three of them and how many more there are."""
    ordered = sorted(set(names))
    more = f" and {len(ordered) - _TOLD} more" if len(ordered) > _TOLD else ""
    return ", ".join(ordered[:_TOLD]) + more


def is_or_are(names: Iterable[str], rest: str) -> str | None:
    """`a is …`, `a, b are …`; None where there is nobody."""
    ordered = sorted(set(names))
    return f"{listed(ordered)} {'is' if len(ordered) == 1 else 'are'} {rest}" if ordered else None
