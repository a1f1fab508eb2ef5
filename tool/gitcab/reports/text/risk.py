"""A change's risk: the level, every point with its reason, and what would lower it."""

from gitcab.model.risk import Level, Risk
from gitcab.reports._answers import unread_in_words
from gitcab.reports._basis import basis_in_words
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
from gitcab.reports.text._page import Page

_STYLES = {Level.LOW: "green", Level.MODERATE: "cyan", Level.HIGH: "yellow", Level.VERY_HIGH: "bold red"}


def render_risk(risk: Risk, look: Look) -> str:
    """The level first, then the points, the most first."""
    page = Page(look)
    page.line((risk.rfc, "bold"), f"  {risk.title}")
    page.line("Risk ", (level_words(risk.level), _STYLES[risk.level]), f", {counted(risk.total, 'point')}")
    page.line(priority_in_words(risk))
    page.blank()
    for point in risk.points:
        page.line(f"{factor_words(point.factor)}: {point.reason}", first=f"{points_words(point):>5}  ")
    page.line(silent_in_words(risk), first="       ")
    if risk.descent:
        page.blank()
        _tell_descent(risk, page)
    page.blank()
    page.line(basis_in_words(risk.basis))
    page.line(f"What it would hit: gitcab impact {risk.rfc}")
    if risk.unread:
        page.line(unread_in_words(risk.unread))
    return page.finish()


def _tell_descent(risk: Risk, page: Page) -> None:
    descent = risk.descent
    if descent is None:
        return
    page.line(descent_in_words(descent))
    for words in reliefs_in_words(descent):
        page.line(words, first="  - ")
    for words in advice(risk):
        page.line(words, first="  ")


RENDER = {Risk: render_risk}
