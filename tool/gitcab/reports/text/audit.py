"""What an audit of the default branch finds, and the next command."""

from gitcab.model.audit import Audit
from gitcab.reports._audit import answer_in_words, extent_in_words, whose
from gitcab.reports._look import Look
from gitcab.reports.text._page import Page


def render_audit(audit: Audit, look: Look) -> str:
    """Every finding, what to do about it, and how much was looked at."""
    page = Page(look)
    for one in audit.findings:
        page.line((whose(one), "bold"), f"  {one.sort.replace('_', ' ')}")
        page.line(one.message, first="    ")
        page.line(f"Next: {one.next_step}", first="    ")
    page.blank()
    page.line((answer_in_words(audit), "bold red" if audit.findings else "green"))
    page.line(extent_in_words(audit))
    return page.finish()


RENDER = {Audit: render_audit}
