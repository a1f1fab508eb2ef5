"""Rules and their manuals, which are Markdown already."""

from gitcab.model.rule_manual import RuleBook, RuleManual
from gitcab.reports._escape import code_span
from gitcab.reports._look import Look
from gitcab.reports.markdown._blocks import page


def render_manual(rule: RuleManual, look: Look) -> str:
    """The rule's id and severity, then its manual."""
    return page([f"# {code_span(rule.id)} ({rule.severity.value})", "", *rule.manual.strip().split("\n")], look)


def render_book(book: RuleBook, look: Look) -> str:
    """Every rule with its gist."""
    return page([f"- {code_span(rule.id)} ({rule.severity.value}): {rule.gist}" for rule in book.rules], look)


RENDER = {RuleManual: render_manual, RuleBook: render_book}
