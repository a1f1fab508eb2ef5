"""The board's agenda in sentences, the same in every format; `quote` makes text from records harmless there."""

from collections.abc import Sequence

from gitcab.model.agenda import Agenda, Decision, Happening
from gitcab.model.impact import State
from gitcab.model.schedule import ScheduledChange
from gitcab.reports._schedule import day_words, moment_words
from gitcab.reports._wording import Quote, counted, listed, state_words

_SORTS = {
    "failure": "failed",
    "emergency": "emergency",
    "unauthorised": "unauthorised",
    "incident": "incident",
    "correction": "corrected",
}


def heading(agenda: Agenda) -> str:
    """Which week it is."""
    return f"Agenda of the change advisory board, week {agenda.week}, from {day_words(agenda.start.date())}"


def what_and_when(one: Decision, quote: Quote = str) -> str:
    """The first of a decision's three lines."""
    kind = "" if one.type == "normal" else f" ({quote(one.type)})"
    held = f"; on hold: {quote(one.on_hold)}" if one.on_hold else ""
    if one.start is None or one.end is None:
        return f"{quote(one.title)}{kind}, no date yet{held}"
    day = one.start.date()
    times = f"{day_words(day)} {one.start:%H:%M} to {moment_words(one.end, day)} ({one.start.tzinfo})"
    return f"{quote(one.title)}{kind}, {times}{held}"


def worst_hit(one: Decision, quote: Quote = str) -> str:
    """The second: services that could be hit, and how many items."""
    told = []
    for state in (State.DOWN, State.DEGRADED):
        names = [name for name, its in one.worst.services if its is state]
        if names:
            told.append(f"{state_words(state)}: {listed(names, quote, 3)}")
    services = "; ".join(told) or "no service"
    return f"{services} ({counted(one.worst.down, 'item')} down, {one.worst.degraded:,} degraded)"


def who_is_missing(one: Decision, quote: Quote = str) -> str:
    """The third: the teams that must agree."""
    return listed(one.missing, quote, 8) if one.missing else "nobody"


def happening_in_words(one: Happening, quote: Quote = str) -> str:
    """`failed 2026-11-18 23:05, RFC-…: title: backed out`."""
    when = f" {one.at.date().isoformat()}" if one.at else ""
    return f"{_SORTS.get(one.sort) or quote(one.sort)}{when}: {quote(one.record)}, {quote(one.message)}"


def corrections_in_words(agenda: Agenda) -> str | None:
    """That corrections are not known, and how to know them."""
    if agenda.corrections_known:
        return None
    return "Corrections of the CMDB are not told; add --base with the revision of a week ago."


def coming_in_words(one: ScheduledChange) -> str:
    """When a coming change runs."""
    return f"{day_words(one.start.date())} {one.start:%H:%M}"


def counts(agenda: Agenda) -> Sequence[tuple[str, int]]:
    """The four parts with how much is in them."""
    return (
        ("Decisions needed", len(agenda.decisions)),
        (f"Since {day_words(agenda.since.date())}", len(agenda.happenings)),
        ("Overdue", len(agenda.overdue)),
        (f"The 14 days from {day_words(agenda.coming_from.date())}", len(agenda.coming)),
    )
