"""One record, laid out to be read."""

from collections.abc import Iterator, Sequence

from gitcab.model.record_sheet import Neighbour, RecordSheet
from gitcab.reports._escape import code_span, plain_words, table_cell
from gitcab.reports._look import Look
from gitcab.reports.markdown._blocks import page, table


def render_sheet(sheet: RecordSheet, look: Look) -> str:
    """The title and the file, the facts by section, and the neighbours."""
    return page(_sheet(sheet), look)


def _sheet(sheet: RecordSheet) -> Iterator[str]:
    yield f"### {code_span(sheet.id)}: {code_span(sheet.title)}"
    yield from ("", f"{code_span(sheet.kind)} in {code_span(sheet.path)}")
    for section in sheet.sections:
        yield from ("", f"#### {plain_words(section.title)}", "")
        for label, text in section.facts:
            yield from _fact(label, text.split("\n"))
    yield from _neighbours("Relations", sheet.outgoing)
    yield from _neighbours("Named by", sheet.incoming)


def _fact(label: str, lines: Sequence[str]) -> Iterator[str]:
    if len(lines) == 1:
        yield f"- {plain_words(label)}: {code_span(lines[0])}"
        return
    yield f"- {plain_words(label)}:"
    yield from (f"  - {code_span(line)}" for line in lines if line)


def _neighbours(title: str, neighbours: Sequence[Neighbour]) -> Iterator[str]:
    if neighbours:
        yield from ("", f"#### {title}")
        rows = [[table_cell(cell) for cell in (one.relation, one.id, one.name, one.note)] for one in neighbours]
        yield from table(("relation", "id", "name", "note"), rows)


RENDER = {RecordSheet: render_sheet}
