"""Which fields of an item a change alters, by the names that people use: `attributes.version`."""

from collections.abc import Iterator, Mapping
from typing import Any

from gitcab.model.records._plans import RetiredItem, TouchedItem

LIFE_CYCLE = "life_cycle"


def touched_fields(item: TouchedItem | RetiredItem) -> tuple[str, ...]:
    """The leaves of its patch, and each relation that it adds or removes, in order and each once."""
    if isinstance(item, RetiredItem):
        return (LIFE_CYCLE,)
    relations = (f"relations.{name}" for name in (*item.relate, *item.unrelate))
    return tuple(sorted({*_leaves(item.patch, ""), *relations}))


def _leaves(patch: Mapping[str, Any], above: str) -> Iterator[str]:
    for key, value in patch.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}"
