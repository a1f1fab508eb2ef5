"""A release: its steps in their order, why, and what stands in the way."""

from collections.abc import Iterator

from gitcab.model.release_plan import ReleasePlan
from gitcab.reports._answers import unread_in_words
from gitcab.reports._escape import code_span, table_cell
from gitcab.reports._look import Look
from gitcab.reports._release import decision_in_words, obstacles, precedence_in_words, risk_words, window_words
from gitcab.reports.markdown._blocks import page, table


def render_release(plan: ReleasePlan, look: Look) -> str:
    """The decision first, then a table of the steps."""
    return page(_release(plan), look)


def _release(plan: ReleasePlan) -> Iterator[str]:
    yield f"### Release {code_span(plan.id)}"
    yield from ("", f"**{decision_in_words(plan, code_span)}**")
    rows = [
        (str(number), table_cell(step.rfc), table_cell(step.state), window_words(step.interval), risk_words(step))
        for number, step in enumerate(plan.steps, start=1)
    ]
    yield from table(("", "change", "state", "window", "risk"), rows)
    yield ""
    yield from (f"- {precedence_in_words(one, code_span)}" for one in plan.precedences)
    yield ""
    yield from (f"- {words}" for words in obstacles(plan, code_span))
    if plan.unread:
        yield from ("", unread_in_words(plan.unread, code_span))


RENDER = {ReleasePlan: render_release}
