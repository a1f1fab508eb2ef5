"""Free slots for one change, or a place for each of several."""

from gitcab.model.slot import FreeSlots, Placements
from gitcab.reports._answers import unread_in_words
from gitcab.reports._look import Look
from gitcab.reports._slots import COLUMNS, cells, heading, period_in_words, reason_in_words, reasons_in_words
from gitcab.reports._wording import counted
from gitcab.reports.text._page import Page

_BESIDE = " " * 33


def render_slots(found: FreeSlots, look: Look) -> str:
    """The slots, the least harmful first, or what stands in the way."""
    page = Page(look)
    page.line((heading(found), "bold"))
    page.line(found.title)
    page.line(period_in_words(found))
    page.blank()
    if found.slots:
        page.table(COLUMNS, [cells(slot) for slot in found.slots])
        page.line(("In hours, minutes: how long services are hit, added up; in their own hours, and at all.", "dim"))
    else:
        _tell_reasons(found, page)
    page.blank()
    if found.unread:
        page.line(unread_in_words(found.unread))
    if found.slots:
        first = found.slots[0]
        page.line("Take the first:")
        page.line(f"  gitcab rfc schedule {found.rfc} \\")
        page.line(f"    --start {first.start:%Y-%m-%dT%H:%M} --end {first.end:%Y-%m-%dT%H:%M} \\")
        page.line(f"    --time-zone {first.start.tzinfo}")
    return page.finish()


def _tell_reasons(found: FreeSlots, page: Page) -> None:
    page.line(reasons_in_words(found))
    for reason in found.reasons:
        page.line(reason_in_words(reason), first="  - ")
        page.line(reason.hint, first="    ")


def render_placements(found: Placements, look: Look) -> str:
    """Where each change goes, and what keeps the others from a place."""
    page = Page(look)
    placed = [one for one in found.places if one.slots]
    page.line((f"{len(placed)} of {counted(len(found.places), 'change')} placed", "bold"))
    page.line(period_in_words(found))
    page.blank()
    for one in placed:
        start, end, *_ = cells(one.slots[0])
        page.line((one.rfc, "bold"), first=f"{start}-{end:<10}  ", rest=_BESIDE)
        page.line(one.title, first=_BESIDE)
    for one in found.places:
        if not one.slots:
            page.heading(heading(one))
            _tell_reasons(one, page)
    if found.unread:
        page.blank()
        page.line(unread_in_words(found.unread))
    return page.finish()


RENDER = {FreeSlots: render_slots, Placements: render_placements}
