"""Plain values, changes and times as short text, for listings and sheets."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from gitcab.model.change_set import FieldChange
from gitcab.model.moment import instant, read_time, zone
from gitcab.model.records._record import Span

NOTHING = "nothing"


def value_text(value: Any) -> str:
    """A plain value on one line: `a, b` for a list, `key: value; …` for a mapping, `nothing` for null."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {value_text(one)}" for key, one in value.items()) or NOTHING
    if isinstance(value, list | tuple):
        return ", ".join(value_text(one) for one in value) or NOTHING
    return str(value)


def change_text(change: FieldChange) -> str:
    """`attributes.version: 16.4 -> 17.1`; what was added or removed says so."""
    name = ".".join(map(str, change.route))
    if isinstance(change.before, list | tuple) and isinstance(change.after, list | tuple):
        return f"{name}: {_list_change(change.before, change.after)}"
    return f"{name}: {value_text(change.before)} -> {value_text(change.after)}"


def _list_change(before: list[Any] | tuple[Any, ...], after: list[Any] | tuple[Any, ...]) -> str:
    gone = [f"- {value_text(one)}" for one in before if one not in after]
    new = [f"+ {value_text(one)}" for one in after if one not in before]
    return ", ".join((*gone, *new)) or "another order"


def local_time(text: str, zone_name: str | None) -> str:
    """`2026-12-05 22:00` in the zone; a time with an offset and no zone keeps its offset."""
    moment = read_time(text)
    if moment.tzinfo is not None and zone_name is not None:
        moment = moment.astimezone(zone(zone_name))
    if zone_name is not None:
        moment = moment.replace(tzinfo=None)
    return moment.isoformat(" ", "minutes")


def instant_or_none(text: str, zone_name: str | None) -> datetime | None:
    """When that is, None where the time means no single instant."""
    try:
        return instant(text, zone_name)
    except ValueError:
        return None


def offset_time(span: Span) -> str:
    """The start as `2026-12-05 22:00 -06:00`: local to the span, and still a single instant."""
    begins = instant_or_none(span.start, span.time_zone)
    if begins is None:
        return span.start.replace("T", " ")
    local = begins.astimezone(zone(span.time_zone)) if span.time_zone else read_time(span.start)
    text = local.isoformat(" ", "minutes")
    return f"{text[:16]} {text[16:]}"


def length_text(span: Span) -> str | None:
    """`4 h`, `1 h 30 min`; None where the times mean no instants."""
    begins, ends = (instant_or_none(text, span.time_zone) for text in (span.start, span.end))
    return _duration(ends - begins) if begins and ends else None


def _duration(length: timedelta) -> str:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return " ".join(part for part in (f"{hours} h" * bool(hours), f"{minutes} min" * bool(minutes)) if part) or "0 min"


def plural(number: int, one: str, many: str) -> str:
    """The word for one, or for none or several."""
    return one if number == 1 else many
