"""Where two plain records differ, one value at a time: what a person or a patch can have altered."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from gitcab.model.change_set import FieldChange
from gitcab.model.source import Route


def leaf_changes(before: Any, after: Any, route: Route = ()) -> Iterator[FieldChange]:
    """Every value that is not the same, mappings taken apart, lists whole.

    None is what is absent, and a mapping without anything in it is no value.
    """
    if _is_mapping(before) and _is_mapping(after):
        old, new = before or {}, after or {}
        for key in [*old, *(key for key in new if key not in old)]:
            yield from leaf_changes(old.get(key), new.get(key), (*route, key))
    elif not is_same(before, after):
        yield FieldChange(route, before, after)


def is_same(one: Any, other: Any) -> bool:
    """Whether two plain values are written alike: `1`, `1.0` and `true` are three."""
    return one is other or json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _is_mapping(value: Any) -> bool:
    return value is None or isinstance(value, Mapping)
