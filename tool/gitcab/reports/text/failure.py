"""Single points of failure, each with the way its loss takes to the service."""

from collections.abc import Sequence

from gitcab.model.failure import CutSet, PointsOfFailure
from gitcab.reports._answers import points_in_words, unread_in_words
from gitcab.reports._look import Look
from gitcab.reports._wording import counted, way
from gitcab.reports.text._page import Page


def render_points(points: PointsOfFailure, look: Look) -> str:
    """The answer in a sentence, then the items, then the pairs where they were asked for."""
    page = Page(look)
    page.line(points_in_words(points))
    if points.singles:
        page.blank()
        _table("item", points.singles, page)
    if points.pairs:
        page.heading(f"{counted(len(points.pairs), 'pair')} whose joint loss does")
        _table("items", points.pairs, page)
    if points.unread:
        page.blank()
        page.line(unread_in_words(points.unread))
    if points.singles:
        page.blank()
        page.line(f"Why: gitcab impact {points.singles[0].items[0]} --explain {points.service}")
    return page.finish()


def _table(head: str, cuts: Sequence[CutSet], page: Page) -> None:
    rows = [(" + ".join(cut.items), str(cut.effect.hops), way(cut.effect.path)) for cut in cuts]
    page.table((head, "hops", "way"), rows)


RENDER = {PointsOfFailure: render_points}
