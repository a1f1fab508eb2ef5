"""A release: its steps in their order, why, and what stands in the way."""

from gitcab.model.release_plan import ReleasePlan
from gitcab.reports._answers import unread_in_words
from gitcab.reports._look import Look
from gitcab.reports._release import decision_in_words, obstacles, precedence_in_words, risk_words, window_words
from gitcab.reports.text._page import Page


def render_release(plan: ReleasePlan, look: Look) -> str:
    """The decision first, then the steps by number."""
    page = Page(look)
    page.line((plan.id, "bold"), f"  {plan.title}")
    page.line(decision_in_words(plan))
    if plan.steps:
        page.blank()
    for number, step in enumerate(plan.steps, start=1):
        page.line((step.rfc, "bold"), f"  {step.title}", first=f"{number:>2}. ")
        page.line(f"{step.state}; {window_words(step.interval)}; risk {risk_words(step)}", first="    ")
    _tell("Why in this order", [precedence_in_words(one) for one in plan.precedences], page)
    _tell("In the way", list(obstacles(plan)), page)
    if plan.unread:
        page.blank()
        page.line(unread_in_words(plan.unread))
    return page.finish()


def _tell(heading: str, lines: list[str], page: Page) -> None:
    if lines:
        page.heading(heading)
        for words in lines:
            page.line(words, first="  - ")


RENDER = {ReleasePlan: render_release}
