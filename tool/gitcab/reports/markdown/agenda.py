"""The board's agenda, for an issue or a page."""

from collections.abc import Iterator

from gitcab.model.agenda import Agenda
from gitcab.reports._agenda import (
    coming_in_words,
    corrections_in_words,
    counts,
    happening_in_words,
    heading,
    what_and_when,
    who_is_missing,
    worst_hit,
)
from gitcab.reports._answers import unread_in_words
from gitcab.reports._escape import code_span, table_cell
from gitcab.reports._look import Look
from gitcab.reports._schedule import effects, state_of
from gitcab.reports._wording import listed
from gitcab.reports.markdown._blocks import page, table


def render_agenda(agenda: Agenda, look: Look) -> str:
    """What must be decided first."""
    return page(_agenda(agenda), look)


def _agenda(agenda: Agenda) -> Iterator[str]:
    yield f"### {heading(agenda)}"
    parts = (_decisions, _happenings, _overdue, _coming)
    for (title, number), tell in zip(counts(agenda), parts, strict=True):
        yield from ("", f"#### {title}: {number or 'nothing'}", "")
        yield from tell(agenda)
    if agenda.unread:
        yield from ("", unread_in_words(agenda.unread, code_span))


def _decisions(agenda: Agenda) -> Iterator[str]:
    for one in agenda.decisions:
        yield f"- **{code_span(one.rfc)}** {code_span(one.state)}: {what_and_when(one, code_span)}"
        yield f"  - worst hit: {worst_hit(one, code_span)}"
        yield f"  - missing: {who_is_missing(one, code_span)}"


def _happenings(agenda: Agenda) -> Iterator[str]:
    yield from (f"- {happening_in_words(one, code_span)}" for one in agenda.happenings)
    unknown = corrections_in_words(agenda)
    if unknown:
        yield from ("", unknown)


def _overdue(agenda: Agenda) -> Iterator[str]:
    rows = [
        (table_cell(one.due or "-"), table_cell(one.record), table_cell(one.message), listed(one.who, table_cell))
        for one in agenda.overdue
    ]
    yield from table(("due", "record", "what", "who"), rows)


def _coming(agenda: Agenda) -> Iterator[str]:
    rows = [
        (coming_in_words(one), table_cell(one.id), table_cell(state_of(one)), effects(one, table_cell))
        for one in agenda.coming
    ]
    yield from table(("when", "change", "state", "expected"), rows)


RENDER = {Agenda: render_agenda}
