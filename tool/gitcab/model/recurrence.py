"""Rules by which a window repeats (RFC 5545 RRULE), in local wall time: the only door to dateutil.

Refused are rules that could not be enumerated in good time, or that readers would read differently:
repeating more often than hourly, both COUNT and UNTIL, an UNTIL that means no moment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice, takewhile
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY"})
_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYSETPOS"}
    | {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYHOUR"}
)
_FORMATS = ("%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S", "%Y%m%d")
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule without its bounds, and these: the last local time that counts, or how many times.

    `until` is inclusive; a rule has at most one of the two.
    """

    rule: str
    until: datetime | None = None
    count: int | None = None

    @classmethod
    def read(cls, text: str, zone: ZoneInfo) -> "Recurrence":
        """The rule as written, an UNTIL in UTC brought into the zone's wall time; a day counts to its end.

        Raises ValueError, in plain words, for a rule that is refused.
        """
        parts = _parts(text)
        count, until = parts.pop("COUNT", None), parts.pop("UNTIL", None)
        if count and until:
            raise ValueError("COUNT and UNTIL exclude each other; keep one of them")
        if parts.get("FREQ") in _TOO_OFTEN:
            raise ValueError(f"FREQ={parts['FREQ']} repeats too often for a window; HOURLY is the most frequent")
        rule = ";".join(f"{name}={value}" for name, value in parts.items())
        found = cls(rule, _until(until, zone) if until else None, _count(count) if count else None)
        next(found.starts(datetime(2026, 1, 1), datetime(2026, 1, 2)), None)
        return found

    def starts(self, first: datetime, before: datetime) -> Iterator[datetime]:
        """The local times (naive) from the first on at which it happens, up to but not including `before`.

        They end at a million, which is more than hourly from 2000 to 2100. Raises ValueError for a
        rule that dateutil refuses.
        """
        from dateutil.rrule import rrulestr

        last = min(before, self.until + timedelta(seconds=1)) if self.until else before
        try:
            # The bound keeps a rule that never holds, such as a 30th of February, from searching on for ever.
            bounded = cast("rrule", rrulestr(self.rule, dtstart=first)).replace(until=max(first, last))
            ahead = takewhile(lambda start: start < last, bounded)
            yield from islice(ahead, min(self.count or _MOST, _MOST))
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            raise ValueError(f"the rule cannot be read: {error}") from None

    def begins(self, first: datetime) -> bool:
        """Whether the first start is itself one of the rule's times."""
        return next(self.starts(first, first + timedelta(seconds=1)), None) == first


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for pair in text.split(";"):
        name, equals, value = pair.partition("=")
        if not equals or not value or name not in _KNOWN:
            raise ValueError(f"'{pair}' is no part of a rule; write such as FREQ=MONTHLY;BYDAY=-1FR")
        if name in parts:
            raise ValueError(f"{name} is named twice; keep one of them")
        parts[name] = value
    if "FREQ" not in parts:
        raise ValueError("the rule has no FREQ; write such as FREQ=WEEKLY")
    return parts


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"COUNT={text} is no number of times; write 1 or more")
    return int(text)


def _until(text: str, zone: ZoneInfo) -> datetime:
    for form in _FORMATS:
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        if form.endswith("Z"):
            return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        return moment if "T" in text else datetime.combine(moment, time(23, 59, 59))
    raise ValueError(f"UNTIL={text} is no time; write such as 20270630T235959Z")
