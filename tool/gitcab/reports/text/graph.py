"""A piece of the graph in figures; the other formats draw it."""

from collections import Counter

from gitcab.model.diagram import Diagram
from gitcab.reports._look import Look
from gitcab.reports._wording import counted
from gitcab.reports.text._page import Page


def render_diagram(diagram: Diagram, look: Look) -> str:
    """How many items of each class and relations of each name, and how to draw them."""
    page = Page(look)
    for title, names in (
        ("class", [node.item_class for node in diagram.nodes]),
        ("relation", [edge.relation for edge in diagram.edges]),
    ):
        if names:
            rows = [(name, f"{number:,}") for name, number in sorted(Counter(names).items())]
            page.table((title, "number"), rows)
            page.blank()
    page.line(f"{counted(len(diagram.nodes), 'item')}, {counted(len(diagram.edges), 'relation')}")
    page.line("Drawn: gitcab graph export --format dot")
    return page.finish()


RENDER = {Diagram: render_diagram}
