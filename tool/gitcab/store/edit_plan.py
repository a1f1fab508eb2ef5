"""The edits that lead from one value to another and touch nothing that is the same in both."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gitcab.model.source import Route
from gitcab.store.editing import Append, Change, Put, Remove


def edits_between(before: Any, after: Any, route: Route = ()) -> Iterator[Change]:
    """Edits for a file that holds `before`, to be made in this order, after which it holds `after`."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from (Remove((*route, key)) for key in before if key not in after)
        for key, value in after.items():
            if key in before:
                yield from edits_between(before[key], value, (*route, key))
            else:
                yield Put((*route, key), value)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _list_edits(before, after, route)
    elif before != after or type(before) is not type(after):
        yield Put(route, after)


def _list_edits(before: Sequence[Any], after: Sequence[Any], route: Route) -> Iterator[Change]:
    if len(before) == len(after) and all(_is_alike(*pair) for pair in zip(before, after, strict=True)):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from edits_between(old, new, (*route, index))
        return
    kept = [item for item in before if item in after]
    if kept and kept == after[: len(kept)]:
        gone = [index for index, item in enumerate(before) if item not in after]
        yield from (Remove((*route, index)) for index in reversed(gone))
        yield from (Append(route, item) for item in after[len(kept) :])
    else:
        yield Put(route, after)


def _is_alike(old: Any, new: Any) -> bool:
    """Whether the one is the other, or what has become of it."""
    return old == new or (isinstance(old, Mapping) and isinstance(new, Mapping))
