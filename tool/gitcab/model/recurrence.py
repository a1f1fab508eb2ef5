"""Rules by which a window repeats (RFC 5545 RRULE), in local wall time: the only door to dateutil.

Refused are rules that could not be enumerated in good time, or that readers would read differently:
repeating more often than hourly, both COUNT and UNTIL, an UNTIL that means no moment.
"""

from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY"})
_SELDOM = frozenset({"MONTHLY", "YEARLY"})
_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYSETPOS"}
    | {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYHOUR"}
)
_FORMATS = ("%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S", "%Y%m%d")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule's parts without its bounds, and these: the last local time that counts, or how many times.

    `until` is inclusive; a rule has at most one of the two.
    """

    parts: Mapping[str, str]
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
        _number("INTERVAL", parts.get("INTERVAL", "1"))
        _check_frequency(parts)
        found = cls(parts, _until(until, zone) if until else None, _number("COUNT", count) if count else None)
        found._from(datetime(2026, 1, 1))
        return found

    def starts(self, first: datetime, before: datetime) -> Iterator[datetime]:
        """The local times (naive) from the first on at which it happens, up to but not including `before`.

        There are none where the first is not itself one of the rule's times. They end at a million, which is
        more than hourly from 2000 to 2100.
        """
        if self._may_begin(first):
            last = min(before, self.until + timedelta(seconds=1)) if self.until else before
            ahead = takewhile(lambda start: start < last, self._from(first))
            yield from islice(ahead, min(self.count or _MOST, _MOST))

    def begins(self, first: datetime) -> bool:
        """Whether the first start is itself one of the rule's times."""
        return next(self.starts(first, first + timedelta(seconds=1)), None) == first

    def _from(self, first: datetime) -> Iterable[datetime]:
        from dateutil.rrule import rrulestr

        rule = ";".join(f"{name}={value}" for name, value in self.parts.items())
        try:
            return rrulestr(rule, dtstart=first)
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            raise ValueError(f"the rule cannot be read: {error}") from None

    def _may_begin(self, first: datetime) -> bool:
        """Whether a rule that repeats often allows the first start.

        Without this one that never holds, such as daily on each 30th of February, would be searched
        through until the year 9999.
        """
        if self.parts["FREQ"] in _SELDOM:
            return True
        _, length = monthrange(first.year, first.month)
        of_year = first.timetuple().tm_yday
        days_of_year = 366 if isleap(first.year) else 365
        allowed = {
            "BYMONTH": {str(first.month)},
            "BYMONTHDAY": {str(first.day), str(first.day - length - 1)},
            "BYYEARDAY": {str(of_year), str(of_year - days_of_year - 1)},
            "BYDAY": {_DAYS[first.weekday()]},
            "BYHOUR": {str(first.hour), f"{first.hour:02}"},
        }
        named = {name: self.parts[name].replace("+", "").split(",") for name in allowed if name in self.parts}
        return all(allowed[name] & set(values) for name, values in named.items())


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


def _check_frequency(parts: Mapping[str, str]) -> None:
    """Raises ValueError for what is too frequent, and for parts that RFC 5545 forbids at that frequency."""
    frequency = parts["FREQ"]
    if frequency in _TOO_OFTEN:
        raise ValueError(f"FREQ={frequency} repeats too often for a window; HOURLY is the most frequent")
    if frequency in _SELDOM:
        return
    for name in ("BYSETPOS", "BYWEEKNO"):
        if name in parts:
            raise ValueError(f"{name} means nothing with FREQ={frequency}; use it with MONTHLY or YEARLY")
    if set(parts.get("BYDAY", "MO").split(",")) - set(_DAYS):
        raise ValueError(f"BYDAY={parts['BYDAY']} cannot be read with FREQ={frequency}; write such as BYDAY=TH,FR")


def _number(name: str, text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"{name}={text} is too small or no number; write 1 or more")
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
