"""Single points of failure."""

from collections.abc import Iterator, Sequence

from gitcab.model.failure import CutSet, PointsOfFailure
from gitcab.reports._answers import points_in_words, unread_in_words
from gitcab.reports._escape import code_span, table_cell
from gitcab.reports._look import Look
from gitcab.reports._wording import counted, way
from gitcab.reports.markdown._blocks import page, table


def render_points(points: PointsOfFailure, look: Look) -> str:
    """The answer in a sentence, then items and pairs with the way to the service."""
    return page(_points(points), look)


def _points(points: PointsOfFailure) -> Iterator[str]:
    yield f"### Single points of failure of {code_span(points.service)}"
    yield ""
    yield f"**{points_in_words(points, code_span)}**"
    yield from _table("item", points.singles)
    if points.pairs:
        yield f"**{counted(len(points.pairs), 'pair')} whose joint loss does**"
        yield from _table("items", points.pairs)
    if points.unread:
        yield from ("", unread_in_words(points.unread, code_span))


def _table(head: str, cuts: Sequence[CutSet]) -> Iterator[str]:
    rows = [
        (" + ".join(map(table_cell, cut.items)), str(cut.effect.hops), way(cut.effect.path, table_cell)) for cut in cuts
    ]
    return table((head, "hops", "way"), rows)


RENDER = {PointsOfFailure: render_points}
