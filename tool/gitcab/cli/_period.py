"""The period that `--from`, `--days` and `--week` mean."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import click

from gitcab.model.interval import Interval
from gitcab.model.moment import instant, read_date

_WEEK = re.compile(r"(\d{4})-W(\d\d)", re.ASCII)


def period_asked(home: ZoneInfo, now: datetime, start: str | None, days: int, week: str | None) -> Interval:
    """So many days from the start on, which is today's midnight in the zone, or a whole week.

    Raises UsageError for what means no time, and where both are given.
    """
    if week is not None and start is not None:
        raise click.UsageError("give --week or --from, not both")
    if week is not None:
        return _from_wall(datetime.combine(monday(week), time()), 7, home)
    if start is None:
        return _from_wall(datetime.combine(now.astimezone(home).date(), time()), days, home)
    try:
        if "T" in start:
            return _from_wall(instant(start, home.key).astimezone(home).replace(tzinfo=None), days, home)
        return _from_wall(datetime.combine(read_date(start), time()), days, home)
    except ValueError as error:
        raise click.UsageError(f"--from: {error}") from None


def monday(week: str) -> date:
    """The first day of the ISO week, as `2026-W48`. Raises UsageError for what is no week."""
    found = _WEEK.fullmatch(week)
    try:
        if found and 2000 <= int(found[1]) <= 2100:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass
    raise click.UsageError(f"'{week}' is no week; write year and week, as 2026-W48")


def _from_wall(start: datetime, days: int, home: ZoneInfo) -> Interval:
    ends = (start, start + timedelta(days=days))
    return Interval(*(end.replace(tzinfo=home).astimezone(UTC) for end in ends))
