"""The forward schedule in days, times and words, the same in every format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gitcab.model.impact import State
from gitcab.model.schedule import ForwardSchedule, MonthlyOutage, ScheduledChange, ScheduledWindow, ServiceOutage
from gitcab.reports._wording import Quote, counted, listed, state_words

Planned = ScheduledChange | ScheduledWindow

_NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the period: what begins on it (or ran on into the first), and freezes that are still on."""

    date: date
    beginning: tuple[Planned, ...]
    frozen: tuple[ScheduledWindow, ...]


def every(schedule: ForwardSchedule) -> list[Planned]:
    """Changes and windows in the order of their starts."""
    found: list[Planned] = [*schedule.windows, *schedule.changes]
    return sorted(found, key=lambda one: (one.start, one.end, one.id))


def days(schedule: ForwardSchedule) -> Iterator[Day]:
    """Every day of the period; each thing stands on the day of its start, local to itself."""
    first, last = schedule.start.date(), (schedule.end - timedelta(microseconds=1)).date()
    planned = every(schedule)
    freezes = [one for one in schedule.windows if one.type == "freeze"]
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        beginning = tuple(one for one in planned if _told_on(one, first, last) == day)
        frozen = tuple(one for one in freezes if _told_on(one, first, last) < day <= _last_day(one))
        yield Day(day, beginning, frozen)


def _told_on(one: Planned, first: date, last: date) -> date:
    return min(max(one.start.date(), first), last)


def _last_day(one: Planned) -> date:
    return (one.end - timedelta(microseconds=1)).date()


def day_words(day: date) -> str:
    """`Sat 2026-12-05`."""
    return f"{_weekday(day)} {day.isoformat()}"


def _weekday(day: date) -> str:
    return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]


def moment_words(moment: datetime, near: date | None = None) -> str:
    """`22:00` on the day that is near, `Sun 02:00` within a week of it, `2027-01-04 06:00` elsewhere."""
    clock = f"{moment:%H:%M}"
    if near == moment.date():
        return clock
    if near is not None and timedelta() < moment.date() - near < _NEAR:
        return f"{_weekday(moment.date())} {clock}"
    return f"{moment.date().isoformat()} {clock}"


def span_words(one: Planned, day: date) -> str:
    """`22:00-Sun 02:00`, read on that day; `until Fri 16:00` for what began before it."""
    if one.start.date() < day:
        return f"until {moment_words(one.end, day)}"
    return f"{moment_words(one.start, day)}-{moment_words(one.end, one.start.date())}"


def other_zone(one: Planned, schedule: ForwardSchedule) -> str:
    """`Europe/Paris`, where its times are not told in the schedule's own zone; else empty."""
    zone = str(one.start.tzinfo)
    return "" if zone == schedule.home else zone


def heading(schedule: ForwardSchedule, quote: Quote = str) -> str:
    """What is told, and of which days."""
    about = f" for {quote(schedule.about)}" if schedule.about else ""
    last = (schedule.end - timedelta(microseconds=1)).date()
    return f"Schedule of changes{about}, {day_words(schedule.start.date())} to {day_words(last)}"


def zones_in_words(schedule: ForwardSchedule) -> str:
    """In which zone times are told."""
    others = any(other_zone(one, schedule) for one in every(schedule))
    return f"Times are local in {schedule.home}{', unless another zone is named' if others else ''}."


def state_of(change: ScheduledChange) -> str:
    """`scheduled`, `authorize, tentative`, `scheduled, on hold`."""
    if change.state == "canceled":
        return change.state
    if change.on_hold is not None:
        return f"{change.state}, on hold"
    return change.state if change.is_firm else f"{change.state}, tentative"


def effects(change: ScheduledChange, quote: Quote = str) -> str:
    """`down: SIS; degraded: Reporting`, by the services' names."""
    told = []
    for state in (State.DOWN, State.DEGRADED):
        names = [one.name for one in change.services if one.state is state]
        if names:
            told.append(f"{state_words(state)}: {listed(names, quote)}")
    return "; ".join(told) or "no service is expected to be hit"


def window_words(window: ScheduledWindow) -> str:
    """`freeze, hard`, or `maintenance`."""
    return f"freeze, {window.strictness}" if window.type == "freeze" else window.type


def outage_rows(schedule: ForwardSchedule) -> tuple[Sequence[str], Sequence[tuple[ServiceOutage, Sequence[str]]]]:
    """The columns and the rows of minutes, the months last."""
    months = [month_name(one) for one in schedule.outages[0].months] if schedule.outages else []
    rows = [
        (one, (str(one.down), str(one.degraded), _hours(one), *map(month_words, one.months)))
        for one in schedule.outages
    ]
    return ("down", "degraded", "in hours", *months), rows


def _hours(outage: ServiceOutage) -> str:
    return "-" if outage.in_service_hours is None else str(outage.in_service_hours)


def month_name(month: MonthlyOutage) -> str:
    """`2026-12`."""
    return f"{month.month:%Y-%m}"


def month_words(month: MonthlyOutage) -> str:
    """`105 of 90`: the minutes down in the whole month, and how many were agreed to."""
    return str(month.down) if month.allowance is None else f"{month.down} of {month.allowance}"


def exceeded(schedule: ForwardSchedule, quote: Quote = str) -> Iterator[str]:
    """A sentence for each service and month in which more is planned than was agreed to."""
    for one in schedule.outages:
        for month in one.months:
            if month.is_exceeded:
                over = month.down - (month.allowance or 0)
                yield (
                    f"{quote(one.name)} is over its allowance in {month_name(month)}: {month_words(month)} minutes, "
                    f"{counted(over, 'minute')} too many."
                )
