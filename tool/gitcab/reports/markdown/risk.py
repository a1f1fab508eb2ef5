"""A change's risk: the level, a table of points, and what would lower it."""

from collections.abc import Iterator

from gitcab.model.risk import Risk
from gitcab.reports._answers import unread_in_words
from gitcab.reports._escape import code_span, table_cell
from gitcab.reports._look import Look
from gitcab.reports._risk import (
    advice,
    basis_in_words,
    descent_in_words,
    factor_words,
    level_words,
    points_words,
    priority_in_words,
    relief_in_words,
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
    yield f"**{counted(risk.total, 'point')}.** {priority_in_words(risk, code_span)}"
    rows = [(points_words(one), factor_words(one.factor), table_cell(one.reason)) for one in risk.points]
    yield from table(("points", "factor", "reason"), rows)
    yield from ("", silent_in_words(risk), "")
    yield from _descent(risk)
    yield from ("", basis_in_words(risk.basis, code_span))
    if risk.unread:
        yield from ("", unread_in_words(risk.unread, code_span))


def _descent(risk: Risk) -> Iterator[str]:
    if risk.descent is None:
        return
    yield from (descent_in_words(risk.descent), "")
    yield from (f"- {relief_in_words(relief)}" for relief in risk.descent.reliefs)
    if risk.descent.more:
        yield f"- and {counted(risk.descent.more, 'other set')}"
    yield ""
    yield from (f"- {factor}: {how}" for factor, how in advice(risk))


RENDER = {Risk: render_risk}
