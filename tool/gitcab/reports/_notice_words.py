"""Words that notices to all audiences share; `quote` makes text from records harmless there."""

from collections.abc import Sequence
from dataclasses import dataclass

from gitcab.model.notice import AffectedService, Contact, Occasion, Times
from gitcab.reports._schedule import day_words, moment_words
from gitcab.reports._wording import Quote, counted


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (empty for none), sentences, and below them points."""

    heading: str
    sentences: Sequence[str] = ()
    points: Sequence[str] = ()


def times_in_words(times: Times) -> str:
    """`Sat 2026-12-05 22:00 to Sun 02:00 (America/Chicago)`."""
    day = times.start.date()
    return f"{day_words(day)} {times.start:%H:%M} to {moment_words(times.end, day)} ({times.start.tzinfo})"


def when_in_words(occasion: Occasion) -> list[str]:
    """The window, or both windows where it was moved, as sentences."""
    if occasion.event == "moved" and occasion.was:
        return [f"New time: {times_in_words(occasion.times)}.", f"Old time: {times_in_words(occasion.was)}."]
    return [f"{_TENSES[occasion.event]}: {times_in_words(occasion.times)}."]


_TENSES = {
    "planned": "When",
    "moved": "When",
    "started": "Under way",
    "finished": "It was planned for",
    "canceled": "It was planned for",
}


def outcome_in_words(occasion: Occasion) -> str:
    """How it went, as far as its review says so."""
    if occasion.backed_out:
        return "The work was taken back, so everything is as it was before."
    if occasion.succeeded is False:
        return "The work did not go as planned. If something does not work for you, please call."
    return "The work is done, and everything should work as usual."


def affected_in_words(one: AffectedService, quote: Quote) -> str:
    """`Student information system (schools): about 15 minutes, outside its hours`."""
    users = f" ({quote(one.users)})" if one.users else ""
    lasting = []
    if one.down:
        lasting.append(f"about {counted(one.down, 'minute')}")
    if one.degraded:
        lasting.append(f"{'slow or incomplete for ' if one.down else ''}about {counted(one.degraded, 'minute')}")
    hours = {None: "", 0: ", outside its service hours"}.get(one.in_service_hours, ", within its service hours")
    return f"{quote(one.name)}{users}: {', '.join(lasting)}{hours}"


def contact_in_words(contact: Contact, quote: Quote) -> str:
    """`Service desk: help@example.org; 555-0199`."""
    ways = "; ".join(quote(way) for way in (contact.contact, contact.on_call) if way)
    return f"{quote(contact.name)}: {ways}" if ways else quote(contact.name)
