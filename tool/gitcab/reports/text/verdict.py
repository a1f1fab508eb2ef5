"""The board's verdict as a tree of reasons, what is missing first."""

from gitcab.model.verdict import NodeStatus, Verdict, VerdictStatus
from gitcab.reports._look import Look
from gitcab.reports._verdict import answer_in_words, needed_in_words, nodes
from gitcab.reports.text._page import Page

_STYLES = {NodeStatus.SATISFIED: "green", NodeStatus.PENDING: "yellow", NodeStatus.REFUSED: "bold red"}
_ANSWER_STYLES = {
    VerdictStatus.ALLOWED: "green",
    VerdictStatus.PENDING: "yellow",
    VerdictStatus.REFUSED: "bold red",
}


def render_verdict(verdict: Verdict, look: Look) -> str:
    """The answer, what is needed, every reason, and the reviews that do not count."""
    page = Page(look)
    page.line((answer_in_words(verdict), _ANSWER_STYLES[verdict.status]))
    for needed in verdict.needed:
        page.line(needed_in_words(needed), first="  - needs ")
        page.line(needed.why, first="    because of ")
    page.heading("Reasons")
    for depth, node in nodes(verdict.tree):
        if depth:
            status = (f"{node.status.value:<9}", _STYLES[node.status])
            page.line(status, f" {node.name}: {node.why}", first="  " * depth, rest="  " * depth + " " * 10)
    if verdict.discounted:
        page.heading("Reviews that do not count")
        for one in verdict.discounted:
            page.line(f"{one.author or 'somebody'}: {one.why}", first="  - ")
    if verdict.status is not VerdictStatus.ALLOWED:
        page.blank()
        page.line("What if: gitcab cab simulate --pull-request FACTS --approve LOGIN")
    return page.finish()


RENDER = {Verdict: render_verdict}
