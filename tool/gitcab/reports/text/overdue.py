"""What is overdue: when it was due, who owes it, and the next command."""

from gitcab.model.overdue import OverdueList
from gitcab.reports._answers import unread_in_words
from gitcab.reports._look import Look
from gitcab.reports._wording import counted, listed
from gitcab.reports.text._page import Page


def render_overdue(overdue: OverdueList, look: Look) -> str:
    """The longest due first."""
    page = Page(look)
    for one in overdue.items:
        page.line((one.record, "bold"), f"  {one.sort.replace('_', ' ')}{f', due {one.due}' if one.due else ''}")
        page.line(f"{one.message}; {listed(one.who)}", first="    ")
        page.line(f"Next: {one.next_step}", first="    ")
    page.blank()
    number = counted(len(overdue.items), "thing")
    page.line(f"{number} overdue." if overdue.items else "Nothing is overdue.")
    if overdue.unread:
        page.line(unread_in_words(overdue.unread))
    return page.finish()


RENDER = {OverdueList: render_overdue}
