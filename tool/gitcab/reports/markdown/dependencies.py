"""What an item depends on."""

from gitcab.model.dependencies import Dependencies
from gitcab.reports._answers import dependencies_in_words, unread_in_words
from gitcab.reports._escape import code_span, table_cell
from gitcab.reports._look import Look
from gitcab.reports._wording import effect_words, way
from gitcab.reports.markdown._blocks import page, table


def render_dependencies(found: Dependencies, look: Look) -> str:
    """The figures in a sentence, and a row for each dependency."""
    rows = [
        (table_cell(one.id), effect_words(one), str(one.hops), table_cell(one.item_class), way(one.path, table_cell))
        for one in found.dependencies
    ]
    unread = ("", unread_in_words(found.unread, code_span)) if found.unread else ()
    lines = (
        f"### Dependencies of {code_span(found.id)}",
        "",
        f"**{dependencies_in_words(found, code_span)}**",
        *table(("item", "loss alone", "hops", "class", "way"), rows),
        *unread,
    )
    return page(lines, look)


RENDER = {Dependencies: render_dependencies}
