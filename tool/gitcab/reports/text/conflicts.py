"""What collides, one paragraph a conflict."""

from gitcab.model.conflict import Conflict, Conflicts
from gitcab.reports._answers import unread_in_words
from gitcab.reports._conflicts import conflicts_in_words, facts
from gitcab.reports._look import Look
from gitcab.reports.text._page import SEVERITY_STYLES, Page


def render_conflicts(found: Conflicts, look: Look) -> str:
    """Every conflict in the order of time, then the counts."""
    page = Page(look)
    for conflict in found.conflicts:
        _tell(conflict, page, 1_000_000 if look.full else 12)
    page.blank()
    for cut in found.cut:
        page.line(cut)
    page.line(conflicts_in_words(found))
    if found.unread:
        page.line(unread_in_words(found.unread))
    return page.finish()


def _tell(conflict: Conflict, page: Page, limit: int) -> None:
    page.blank()
    page.line((conflict.severity.value, SEVERITY_STYLES[conflict.severity]), "  ", (conflict.type, "bold"))
    for rfc in conflict.rfcs:
        page.line(rfc, first="  ")
    page.line(conflict.message, first="    ")
    for label, text in facts(conflict, limit=limit):
        page.line((f"{label}: ", "dim"), text, first="    ", rest="      ")
    page.line(("how to mend: ", "dim"), conflict.hint, first="    ", rest="      ")


RENDER = {Conflicts: render_conflicts}
