"""One record, laid out to be read."""

from collections.abc import Sequence

from gitcab.model.record_sheet import Neighbour, RecordSheet
from gitcab.reports._look import Look
from gitcab.reports.text._page import Page

_WIDEST_LABEL = 24


def render_sheet(sheet: RecordSheet, look: Look) -> str:
    """The title and the file, then the facts by section, then whom it names and who names it."""
    page = Page(look)
    page.line((sheet.id, "bold"), f"  {sheet.title}")
    page.line(f"{sheet.kind} in {sheet.path}")
    for section in sheet.sections:
        page.heading(section.title)
        for label, text in section.facts:
            _fact(label, text, _width([label for label, _ in section.facts]), page)
    _neighbours("Relations", sheet.outgoing, page)
    _neighbours("Named by", sheet.incoming, page)
    if sheet.kind in ("ConfigurationItem", "RequestForChange"):
        page.blank()
        page.line(f"What it would hit: gitcab impact {sheet.id}")
    return page.finish()


def _width(labels: Sequence[str]) -> int:
    return min(_WIDEST_LABEL, max(map(len, labels), default=0))


def _fact(label: str, text: str, width: int, page: Page) -> None:
    """The label on the left, all lines of the text beside it."""
    first = f"  {label:<{width}}  "
    if len(first) > width + 4:
        page.line(label, first="  ")
        first = " " * (width + 4)
    for line in text.split("\n"):
        page.line(line, first=first)
        first = " " * (width + 4)


def _neighbours(title: str, neighbours: Sequence[Neighbour], page: Page) -> None:
    if not neighbours:
        return
    page.heading(title)
    width = _width([one.relation for one in neighbours])
    for one in neighbours:
        note = f"  ({one.note})" if one.note else ""
        _fact(one.relation, f"{one.id}  {one.name}{note}", width, page)


RENDER = {RecordSheet: render_sheet}
