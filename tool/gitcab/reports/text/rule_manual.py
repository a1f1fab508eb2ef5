"""A rule's manual, and the list of all rules."""

from gitcab.model.rule_manual import RuleBook, RuleManual
from gitcab.reports._look import Look
from gitcab.reports._wording import counted
from gitcab.reports.text._inline import pieces, tell_markdown
from gitcab.reports.text._page import SEVERITY_STYLES, Page


def render_manual(rule: RuleManual, look: Look) -> str:
    """How bad it is, whether it may be ignored, and the manual."""
    page = Page(look)
    page.line((rule.id, "bold"), "  ", (rule.severity.value, SEVERITY_STYLES[rule.severity]), f"  ({rule.shape})")
    tell_markdown(rule.manual, page)
    page.blank()
    if rule.advisory:
        page.line(f"It is advisory. To do without it: gitcab validate --ignore {rule.id}")
    else:
        page.line("It cannot be suppressed.")
    return page.finish()


def render_book(book: RuleBook, look: Look) -> str:
    """Every rule with its gist, and the command that prints a manual."""
    page = Page(look)
    for rule in book.rules:
        page.line((rule.id, "bold"), "  ", (rule.severity.value, SEVERITY_STYLES[rule.severity]))
        page.line(*pieces(rule.gist), first="    ")
    page.blank()
    page.line(f"{counted(len(book.rules), 'rule')}. The manual of one: gitcab explain RULE")
    return page.finish()


RENDER = {RuleManual: render_manual, RuleBook: render_book}
