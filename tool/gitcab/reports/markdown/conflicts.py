"""What collides."""

from collections.abc import Iterator

from gitcab.model.conflict import Conflict, Conflicts
from gitcab.reports._answers import unread_in_words
from gitcab.reports._conflicts import conflicts_in_words, facts
from gitcab.reports._escape import code_span
from gitcab.reports._look import Look
from gitcab.reports.markdown._blocks import page


def render_conflicts(found: Conflicts, look: Look) -> str:
    """The counts first, then a list item for each conflict with its facts below it."""
    return page(_conflicts(found), look)


def _conflicts(found: Conflicts) -> Iterator[str]:
    yield "### Conflicts"
    yield from ("", f"**{conflicts_in_words(found)}**")
    for conflict in found.conflicts:
        yield from _conflict(conflict)
    for cut in found.cut:
        yield from ("", code_span(cut))
    if found.unread:
        yield from ("", unread_in_words(found.unread, code_span))


def _conflict(conflict: Conflict) -> Iterator[str]:
    yield from ("", f"#### {conflict.severity.value}: {code_span(conflict.type)}", "")
    yield f"{', '.join(map(code_span, conflict.rfcs))}: {code_span(conflict.message)}"
    yield ""
    for label, text in facts(conflict, code_span):
        yield f"- {label}: {text}"
    yield f"- how to mend: {code_span(conflict.hint)}"


RENDER = {Conflicts: render_conflicts}
