"""Free slots for one change, or a place for each of several."""

from collections.abc import Iterator

from gitcab.model.slot import FreeSlots, Placements
from gitcab.reports._answers import unread_in_words
from gitcab.reports._escape import code_span, table_cell
from gitcab.reports._look import Look
from gitcab.reports._slots import COLUMNS, cells, heading, period_in_words, reason_in_words, reasons_in_words
from gitcab.reports._wording import counted
from gitcab.reports.markdown._blocks import page, table


def render_slots(found: FreeSlots, look: Look) -> str:
    """The slots, the least harmful first, or what stands in the way."""
    return page(_slots(found), look)


def _slots(found: FreeSlots) -> Iterator[str]:
    yield f"### {heading(found, code_span)}"
    yield from ("", f"{code_span(found.title)}, {period_in_words(found)}")
    rows = [(*cells(slot)[:-1], ", ".join(map(table_cell, slot.services)) or "-") for slot in found.slots]
    yield from table(COLUMNS, rows)
    yield from _reasons(found)
    if found.unread:
        yield from ("", unread_in_words(found.unread, code_span))


def _reasons(found: FreeSlots) -> Iterator[str]:
    if found.slots:
        return
    yield from ("", reasons_in_words(found), "")
    yield from (f"- {reason_in_words(one, code_span)}; {code_span(one.hint)}" for one in found.reasons)


def render_placements(found: Placements, look: Look) -> str:
    """Where each change goes, and what keeps the others from a place."""
    return page(_placements(found), look)


def _placements(found: Placements) -> Iterator[str]:
    placed = [one for one in found.places if one.slots]
    yield f"### {len(placed)} of {counted(len(found.places), 'change')} placed"
    yield from ("", period_in_words(found))
    rows = [(table_cell(one.rfc), table_cell(one.title), *cells(one.slots[0])[:2]) for one in placed]
    yield from table(("change", "title", "start", "end"), rows)
    for one in found.places:
        if not one.slots:
            yield from ("", f"#### {heading(one, code_span)}")
            yield from _reasons(one)
    if found.unread:
        yield from ("", unread_in_words(found.unread, code_span))


RENDER = {FreeSlots: render_slots, Placements: render_placements}
