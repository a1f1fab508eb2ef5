"""What a patch expects to find, beside what stands there."""

from collections.abc import Iterator, Mapping
from typing import Any

from gitcab.model.change_set import FieldChange
from gitcab.model.source import Route


def unmet(was: Mapping[str, Any], present: Any, route: Route = ()) -> Iterator[FieldChange]:
    """Each field in which the record differs from `was`: `before` is what was expected, `after` what is there."""
    for key, expected in was.items():
        here = value_at(present, (key,))
        if isinstance(expected, Mapping) and isinstance(here, Mapping):
            yield from unmet(expected, here, (*route, key))
        elif expected != here:
            yield FieldChange((*route, key), expected, here)


def value_at(value: Any, route: Route) -> Any:
    """What stands at a route of mappings, None where it leads nowhere."""
    for key in route:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
