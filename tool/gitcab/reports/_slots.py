"""Free slots in times and words, the same in every format."""

from gitcab.model.slot import FreeSlots, Placements, Reason, Slot
from gitcab.reports._schedule import day_words, moment_words
from gitcab.reports._wording import Quote, counted

COLUMNS = ("start", "end", "or start until", "in hours", "minutes", "services")


def period_in_words(found: FreeSlots | Placements) -> str:
    """`from Sat 2026-11-21 06:00 to Mon 2026-12-21 06:00, America/Chicago`."""
    first, last = (f"{day_words(one.date())} {one:%H:%M}" for one in (found.start, found.end))
    return f"from {first} to {last}, {found.start.tzinfo}"


def heading(found: FreeSlots, quote: Quote = str) -> str:
    """How many slots there are for which change."""
    length = counted(found.minutes, "minute")
    if found.slots:
        return f"{counted(found.total, 'free slot')} of {length} for {quote(found.rfc)}"
    return f"No free slot of {length} for {quote(found.rfc)}"


def cells(slot: Slot) -> tuple[str, ...]:
    """One slot by the columns; of services how many are hit."""
    first = slot.start.date()
    latest = moment_words(slot.latest, first) if slot.latest != slot.start else "-"
    start = f"{day_words(first)} {slot.start:%H:%M}"
    hit = str(len(slot.services))
    return (start, moment_words(slot.end, first), latest, str(slot.in_service_hours), str(slot.felt), hit)


def reasons_in_words(found: FreeSlots) -> str:
    """What the reasons are."""
    if len(found.reasons) == 1:
        return "This would have to go:"
    return f"These {len(found.reasons)} would all have to go; no part of them is enough:"


def reason_in_words(reason: Reason, quote: Quote = str) -> str:
    """One reason: its type, with whom, and why."""
    others = f" with {', '.join(map(quote, reason.rfcs))}" if reason.rfcs else ""
    return f"{reason.type.replace('_', ' ')}{others}: {quote(reason.message)}"
