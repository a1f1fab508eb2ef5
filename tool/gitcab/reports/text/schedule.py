"""The forward schedule: a week at a glance, and the projected outage of services."""

from collections.abc import Sequence
from datetime import timedelta

from gitcab.model.schedule import ForwardSchedule, ScheduledChange
from gitcab.reports._answers import unread_in_words
from gitcab.reports._look import Look
from gitcab.reports._schedule import (
    Day,
    Planned,
    day_words,
    days,
    effects,
    exceeded,
    heading,
    other_zone,
    outage_rows,
    span_words,
    state_of,
    window_words,
    zones_in_words,
)
from gitcab.reports.text._page import Page

_EVERY_DAY = timedelta(days=14)
"""Up to here days without anything are told as well."""
_TIMES = 19


def render_schedule(schedule: ForwardSchedule, look: Look) -> str:
    """Day by day what begins, then minutes of outage against the monthly allowances."""
    page = Page(look)
    page.line((heading(schedule), "bold"))
    page.line(zones_in_words(schedule))
    page.blank()
    if not schedule.changes and not schedule.windows:
        page.line("Nothing is planned.")
    elif schedule.end - schedule.start <= _EVERY_DAY:
        _tell_days(schedule, list(days(schedule)), page)
    else:
        _tell_days(schedule, [day for day in days(schedule) if day.beginning], page)
    _tell_outages(schedule, page)
    _tell_end(schedule, page)
    return page.finish()


def _tell_days(schedule: ForwardSchedule, told: Sequence[Day], page: Page) -> None:
    for day in told:
        page.line((day_words(day.date), "bold"))
        for one in (*day.frozen, *day.beginning):
            _tell_one(one, day, other_zone(one, schedule), page)
        if not day.beginning and not day.frozen:
            page.line(("nothing", "dim"), first="  ")


def _tell_one(one: Planned, day: Day, zone: str, page: Page) -> None:
    first = _beside(span_words(one, day.date))
    where = f"  {zone}" if zone else ""
    if not isinstance(one, ScheduledChange):
        page.line((window_words(one), "cyan"), f"  {one.title}{where}", first=first, rest=_beside())
        return
    page.line((one.id, "bold"), where, first=first, rest=_beside())
    people = f" ({', '.join(one.assigned_to)})" if one.assigned_to else ""
    page.line(f"{one.title}{people}", first=_beside())
    page.line((state_of(one), "" if one.is_firm else "yellow"), f"; {effects(one)}", first=_beside())
    if one.on_hold is not None:
        page.line(f"on hold: {one.on_hold}", first=_beside())


def _beside(times: str = "") -> str:
    return f"  {times:<{_TIMES}}"


def _tell_outages(schedule: ForwardSchedule, page: Page) -> None:
    page.heading("Projected service outage, minutes")
    if not schedule.outages:
        page.line("No service is expected to be down or degraded in this period.")
        return
    columns, rows = outage_rows(schedule)
    page.table(("service", *columns, "name"), [(one.id, *cells, one.name) for one, cells in rows])
    page.line(("In hours: in the service's own hours. Months: down in all of it, of what was agreed.", "dim"))


def _tell_end(schedule: ForwardSchedule, page: Page) -> None:
    for sentence in exceeded(schedule):
        page.line((sentence, "bold red"))
    page.blank()
    if schedule.unread:
        page.line(unread_in_words(schedule.unread))
    page.line("Another time: gitcab schedule suggest RFC. In a calendar: --format ics")


RENDER = {ForwardSchedule: render_schedule}
