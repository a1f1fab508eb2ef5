"""The board's verdict as a list of reasons, what is missing first."""

from collections.abc import Iterator

from gitcab.model.verdict import Verdict
from gitcab.reports._escape import code_span, plain_words, table_cell
from gitcab.reports._look import Look
from gitcab.reports._verdict import answer_in_words, needed_in_words, nodes
from gitcab.reports.markdown._blocks import page, table


def render_verdict(verdict: Verdict, look: Look) -> str:
    """The answer, what is needed, every reason, and the reviews that do not count."""
    return page(_verdict(verdict), look)


def _verdict(verdict: Verdict) -> Iterator[str]:
    yield f"### {answer_in_words(verdict)}"
    yield ""
    for needed in verdict.needed:
        yield f"- Needs {needed_in_words(needed, code_span)}, because of {code_span(needed.why)}"
    yield from ("", "**Reasons**", "")
    for depth, node in nodes(verdict.tree):
        if depth:
            yield f"{'  ' * (depth - 1)}- **{node.status.value}** {plain_words(node.name)}: {code_span(node.why)}"
    yield ""
    rows = [(table_cell(one.author or "-"), table_cell(one.why)) for one in verdict.discounted]
    if rows:
        yield from ("**Reviews that do not count**", "")
    yield from table(("reviewer", "why"), rows)


RENDER = {Verdict: render_verdict}
