"""What an audit of the default branch finds, as a table for a job's summary."""

from collections.abc import Iterator

from gitcab.model.audit import Audit
from gitcab.reports._audit import answer_in_words, extent_in_words, whose
from gitcab.reports._escape import table_cell
from gitcab.reports._look import Look
from gitcab.reports.markdown._blocks import page, table


def render_audit(audit: Audit, look: Look) -> str:
    """The answer, every finding, and how much was looked at."""
    return page(_audit(audit), look)


def _audit(audit: Audit) -> Iterator[str]:
    yield f"### {answer_in_words(audit)}"
    yield ""
    rows = [
        (
            table_cell(whose(one)),
            table_cell(one.sort.replace("_", " ")),
            table_cell(one.message),
            table_cell(one.next_step),
        )
        for one in audit.findings
    ]
    yield from table(("commit", "what", "why", "next"), rows)
    yield extent_in_words(audit)


RENDER = {Audit: render_audit}
