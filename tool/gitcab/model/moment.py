"""Times as people write them, and the instants they mean.

A time is ISO 8601, with an offset or `Z`, or local in an IANA zone. A local time that the
zone skips or repeats (daylight saving) means no single instant and is refused.
"""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
TIME_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?$"
ZONE_PATTERN = r"^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$"
"""What a date, a time and a zone look like; editors judge by these alone."""

_DATE, _TIME, _ZONE = (re.compile(pattern) for pattern in (DATE_PATTERN, TIME_PATTERN, ZONE_PATTERN))


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises ValueError for any other word."""
    try:
        if not _ZONE.fullmatch(name):
            raise ValueError
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise ValueError(f"'{name}' is no IANA time zone; write one such as America/Chicago or UTC") from None


def read_date(text: str) -> date:
    """A calendar day, `YYYY-MM-DD`. Raises ValueError for anything else."""
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is no date; write YYYY-MM-DD, as 2026-11-21") from None
    return _in_range(day, text)


def read_time(text: str) -> datetime:
    """The time as written: aware with an offset, naive without. Raises ValueError for anything else."""
    try:
        if not _TIME.fullmatch(text):
            raise ValueError
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"'{text}' is no time; write YYYY-MM-DDTHH:MM, as 2026-12-05T22:00, with an offset or a time_zone beside it"
        ) from None
    _in_range(moment.date(), text)
    return moment


def _in_range(day: date, text: str) -> date:
    if not 2000 <= day.year <= 2100:
        raise ValueError(f"'{text}' lies outside the years 2000 to 2100")
    return day


@lru_cache(maxsize=4096)
def instant(text: str, zone_name: str | None) -> datetime:
    """The instant, in UTC, that `text` means in the zone (which an offset in the text overrules).

    Raises ValueError when there is neither, or when the zone skips or repeats that local time.
    """
    moment = read_time(text)
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    if zone_name is None:
        raise ValueError(f"'{text}' has no offset and there is no time_zone beside it; add one of the two")
    first = moment.replace(tzinfo=zone(zone_name))
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(first.tzinfo).replace(tzinfo=None) != moment:
        raise ValueError(
            f"'{text}' does not exist in {zone_name}: the clocks skip that hour; choose another time or write an offset"
        )
    offsets = " or ".join(f"{text}{_offset(choice)}" for choice in (first, second))
    raise ValueError(f"'{text}' happens twice in {zone_name}, when the clocks go back; write {offsets}")


def written_time(moment: datetime, zone_name: str | None) -> str:
    """How a record says that instant, to the minute: local in the zone, else in UTC; what is read
    back with the same zone is the same minute, for a repeated hour has its offset.
    """
    minute = moment.astimezone(UTC).replace(second=0, microsecond=0)
    local = minute.astimezone(zone(zone_name)) if zone_name else minute
    text = local.replace(tzinfo=None).isoformat("T", "minutes")
    if zone_name is None:
        return f"{text}Z"
    is_clear = local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset()
    return text if is_clear else f"{text}{_offset(local)}"


def _offset(moment: datetime) -> str:
    return moment.isoformat()[-6:]
