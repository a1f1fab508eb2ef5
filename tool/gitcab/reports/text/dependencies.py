"""What an item depends on, near things first."""

from gitcab.model.dependencies import Dependencies, Dependency
from gitcab.reports._answers import dependencies_in_words, unread_in_words
from gitcab.reports._look import Look
from gitcab.reports._wording import effect_words, way
from gitcab.reports.text._page import Page, Piece
from gitcab.reports.text._state_styles import STATE_STYLES


def render_dependencies(found: Dependencies, look: Look) -> str:
    """A row for each with what its loss alone would do, and the way from it."""
    page = Page(look)
    if found.dependencies:
        page.table(("id", "loss alone", "hops", "class", "way"), [_row(one) for one in found.dependencies])
        page.blank()
    page.line(dependencies_in_words(found))
    if found.unread:
        page.line(unread_in_words(found.unread))
    return page.finish()


def _row(one: Dependency) -> tuple[Piece, ...]:
    effect = (effect_words(one), STATE_STYLES[one.effect])
    return (one.id, effect, str(one.hops), one.item_class, way(one.path))


RENDER = {Dependencies: render_dependencies}
