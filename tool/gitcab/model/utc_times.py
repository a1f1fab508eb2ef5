"""The instants that a record's times mean, as SQL compares them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gitcab.model.moment import instant

_NAMES = {"start", "end", "started", "resolved", "since", "at", "point_of_no_return"}
_WRITTEN_FOR_OTHERS = {"patch", "was", "add"}


def utc_times(fields: Mapping[str, Any]) -> dict[str, str]:
    """The times of a record of any kind, as written in its file, by their dotted routes: `schedule.start` at
    `2026-12-06 04:00:00`. So they are in UTC and as SQLite's own functions say them. A time that means no
    single instant is left out.
    """
    zoned = fields.get("schedule") if "schedule" in fields else fields
    zone_name = zoned.get("time_zone") if isinstance(zoned, Mapping) else None
    found = ((route, _in_utc(text, zone_name)) for route, text in _times(fields, ""))
    return {route: moment for route, moment in found if moment is not None}


def _times(value: Mapping[str, Any] | Sequence[Any], route: str) -> Iterator[tuple[str, str]]:
    for name, part in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(part, str):
            if name in _NAMES:
                yield f"{route}{name}", part
        elif isinstance(part, dict | list) and name not in _WRITTEN_FOR_OTHERS:
            yield from _times(part, f"{route}{name}.")


def _in_utc(text: str, zone_name: str | None) -> str | None:
    try:
        moment = instant(text, zone_name)
    except ValueError:
        return None
    return moment.isoformat(" ", "seconds").removesuffix("+00:00")
