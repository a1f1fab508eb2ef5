"""Rules and their manuals: gitcab.rule/1 for one, gitcab.rules/1 for all."""

from typing import Any

from gitcab.model.rule_manual import RuleBook, RuleManual
from gitcab.reports._look import Look
from gitcab.reports.json._document import document


def _rule(rule: RuleManual) -> dict[str, Any]:
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "shape": rule.shape,
        "advisory": rule.advisory,
        "manual": rule.manual,
    }


def render_manual(rule: RuleManual, look: Look) -> str:
    """One rule; its manual is Markdown."""
    return document("rule", _rule(rule))


def render_book(book: RuleBook, look: Look) -> str:
    """Every rule."""
    return document("rules", {"rules": [_rule(rule) for rule in book.rules]})


RENDER = {RuleManual: render_manual, RuleBook: render_book}
