"""A change's risk: the level, a table of points, and what would lower it."""

from collections.abc import Iterator

from gitcab.model.risk import Risk
from gitcab.reports._answers import unread_in_words
from gitcab.reports._basis import basis_in_words
from gitcab.reports._escape import code_span, plain_words, table_cell
from gitcab.reports._look import Look
from gitcab.reports._risk import (
    advice,
    descent_in_words,
    factor_words,
    level_words,
    points_words,
    priority_in_words,
    reliefs_in_words,
    silent_in_words,
)
from gitcab.reports._wording import counted
from gitcab.reports.markdown._blocks import page, table


def render_risk(risk: Risk, look: Look) -> str:
    """The level first, then the points, the most first."""
    return page(_risk(risk), look)


def _risk(risk: Risk) -> Iterator[str]:
    yield f"### Risk of {code_span(risk.rfc)}: {level_words(risk.level)}"
    yield ""
    yield f"**{counted(risk.total, 'point')}.** {priority_in_words(risk, code_span, _word)}"
    rows = [(points_words(one), _word(factor_words(one.factor)), table_cell(one.reason)) for one in risk.points]
    yield from table(("points", "factor", "reason"), rows)
    yield from ("", silent_in_words(risk, _word), "")
    yield from _descent(risk)
    yield from ("", basis_in_words(risk.basis, code_span))
    if risk.unread:
        yield from ("", unread_in_words(risk.unread, code_span))


def _descent(risk: Risk) -> Iterator[str]:
    if risk.descent is None:
        return
    yield from (descent_in_words(risk.descent), "")
    yield from (f"- {words}" for words in reliefs_in_words(risk.descent, _word))
    yield ""
    yield from (f"- {words}" for words in advice(risk, _word))


def _word(text: str) -> str:
    return table_cell(text) if "|" in text else plain_words(text)


RENDER = {Risk: render_risk}
