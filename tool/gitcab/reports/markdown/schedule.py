"""The forward schedule: a table of what happens when, and one of minutes of outage."""

from collections.abc import Iterator

from gitcab.model.schedule import ForwardSchedule, ScheduledChange
from gitcab.reports._answers import unread_in_words
from gitcab.reports._escape import code_span, table_cell
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
from gitcab.reports.markdown._blocks import page, table


def render_schedule(schedule: ForwardSchedule, look: Look) -> str:
    """Days without anything are left out; services stand by their ids and names."""
    return page(_schedule(schedule), look)


def _schedule(schedule: ForwardSchedule) -> Iterator[str]:
    yield f"### {heading(schedule, code_span)}"
    yield from ("", zones_in_words(schedule))
    rows = [_row(one, day, other_zone(one, schedule)) for day in days(schedule) for one in day.beginning]
    yield from table(("day", "time", "what", "state", "expected"), rows)
    if not rows:
        yield from ("", "Nothing is planned.")
    yield from ("", "#### Projected service outage, minutes")
    columns, outages = outage_rows(schedule)
    cells = [(table_cell(one.id), table_cell(one.name), *minutes) for one, minutes in outages]
    yield from table(("service", "name", *columns), cells)
    if not cells:
        yield from ("", "No service is expected to be down or degraded in this period.")
    for sentence in exceeded(schedule, code_span):
        yield from ("", f"**{sentence}**")
    if schedule.unread:
        yield from ("", unread_in_words(schedule.unread, code_span))


def _row(one: Planned, day: Day, zone: str) -> tuple[str, ...]:
    when = (day_words(day.date), f"{span_words(one, day.date)} {zone}".strip())
    if not isinstance(one, ScheduledChange):
        return (*when, table_cell(one.title), table_cell(window_words(one)), "")
    what = f"{table_cell(one.id)} {table_cell(one.title)}"
    return (*when, what, table_cell(state_of(one)), effects(one, table_cell))


RENDER = {ForwardSchedule: render_schedule}
