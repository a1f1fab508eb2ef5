"""The schedule as a calendar (RFC 5545): an event for each change and each freeze.

The same records give the same bytes: no event is stamped by the clock, and zones are written out.
"""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from gitcab.model.schedule import ForwardSchedule, ScheduledChange, ScheduledWindow
from gitcab.reports._escape import no_commands, visible
from gitcab.reports._look import Look
from gitcab.reports._schedule import effects, every, state_of

if TYPE_CHECKING:
    from icalendar import Event, Timezone

_PRODUCT = "-//gitcab//schedule//EN"


def render_schedule(schedule: ForwardSchedule, look: Look) -> str:
    """A calendar whose lines end in CR LF; events are known again by their UIDs."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _text(f"Changes, {schedule.about}" if schedule.about else "Changes"))
    for change in schedule.changes:
        calendar.add_component(_change(change))
    for window in schedule.windows:
        if window.type == "freeze":
            calendar.add_component(_freeze(window))
    for zone in sorted(calendar.get_missing_tzids(), reverse=True):
        calendar.subcomponents.insert(0, _zone(zone, schedule))
    content: bytes = calendar.to_ical()
    return content.decode()


def _zone(name: str, schedule: ForwardSchedule) -> "Timezone":
    """The zone's offsets in the years that the calendar is about."""
    from icalendar import Timezone

    planned = every(schedule)
    first, last = min(one.start.year for one in planned), max(one.end.year for one in planned)
    return Timezone.from_tzid(name, first_date=date(first - 1, 1, 1), last_date=date(last + 1, 12, 31))


def _change(one: ScheduledChange) -> "Event":
    event = _event(f"{one.id}@gitcab", one.start, one.end, one.raised)
    event.add("summary", _text(one.title))
    lines = (f"{one.id}: {state_of(one)}", effects(one), *([f"on hold: {one.on_hold}"] if one.on_hold else []))
    event.add("description", "\n".join(map(_text, lines)))
    event.add("status", "CANCELLED" if one.state == "canceled" else "CONFIRMED" if one.is_firm else "TENTATIVE")
    event.add("sequence", one.stage)
    event.add("categories", ["change"])
    return event


def _freeze(one: ScheduledWindow) -> "Event":
    """Occurrences are events of their own, told apart by the day on which they start."""
    event = _event(f"{one.id}-{one.start:%Y%m%dT%H%M}@gitcab", one.start, one.end, one.start)
    event.add("summary", _text(f"Freeze: {one.title}"))
    event.add("status", "CONFIRMED")
    event.add("sequence", 0)
    event.add("transp", "TRANSPARENT")
    event.add("categories", ["freeze"])
    return event


def _event(uid: str, start: datetime, end: datetime, stamp: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", _text(uid))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", _clear(start))
    event.add("dtend", _clear(end))
    return event


def _clear(moment: datetime) -> datetime:
    """In UTC where the local hour comes twice: a calendar can only say the first of the two."""
    is_clear = moment.utcoffset() == moment.replace(fold=1 - moment.fold).utcoffset()
    return moment if is_clear else moment.astimezone(UTC)


def _text(words: str) -> str:
    """One line in which nothing is hidden, and which no workflow runner takes for a command."""
    return no_commands(visible(words)).replace("::", ":\u200b:")


RENDER = {ForwardSchedule: render_schedule}
