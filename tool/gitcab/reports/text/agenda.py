"""The board's agenda: four parts, three lines for each decision."""

from gitcab.model.agenda import Agenda
from gitcab.model.overdue import Overdue
from gitcab.model.schedule import ScheduledChange
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
from gitcab.reports._look import Look
from gitcab.reports._schedule import effects, state_of
from gitcab.reports._wording import listed
from gitcab.reports.text._page import Page

_BESIDE = " " * 22


def render_agenda(agenda: Agenda, look: Look) -> str:
    """What must be decided first."""
    page = Page(look)
    page.line((heading(agenda), "bold"))
    parts = (_decisions, _happenings, _overdue, _coming)
    for (title, number), tell in zip(counts(agenda), parts, strict=True):
        page.heading(f"{title}: {number or 'nothing'}")
        tell(agenda, page)
    if agenda.unread:
        page.blank()
        page.line(unread_in_words(agenda.unread))
    return page.finish()


def _decisions(agenda: Agenda, page: Page) -> None:
    for one in agenda.decisions:
        page.line((one.rfc, "bold"), f"  {one.state}")
        page.line(what_and_when(one), first="  what       ")
        page.line(worst_hit(one), first="  worst hit  ")
        page.line(who_is_missing(one), first="  missing    ")


def _happenings(agenda: Agenda, page: Page) -> None:
    for one in agenda.happenings:
        page.line(happening_in_words(one), first="- ")
    unknown = corrections_in_words(agenda)
    if unknown:
        page.line((unknown, "dim"))


def _overdue(agenda: Agenda, page: Page) -> None:
    for one in agenda.overdue:
        _owed(one, page)


def _owed(one: Overdue, page: Page) -> None:
    page.line((one.record, "bold"), f"  {one.sort.replace('_', ' ')}{f', due {one.due}' if one.due else ''}")
    page.line(f"{one.message}; {listed(one.who)}", first="  ")


def _coming(agenda: Agenda, page: Page) -> None:
    for one in agenda.coming:
        _change(one, page)


def _change(one: ScheduledChange, page: Page) -> None:
    page.line((one.id, "bold"), first=f"{coming_in_words(one)}  ", rest=_BESIDE)
    page.line((state_of(one), "" if one.is_firm else "yellow"), f"; {effects(one)}", first=_BESIDE)


RENDER = {Agenda: render_agenda}
