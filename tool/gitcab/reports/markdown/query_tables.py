"""The tables that SQL may ask, as a part of the documentation."""

from collections.abc import Iterator

from gitcab.model.query_tables import QueryTables
from gitcab.reports._escape import table_cell
from gitcab.reports._look import Look
from gitcab.reports.markdown._blocks import page


def render_query_tables(offered: QueryTables, look: Look) -> str:
    """A heading, then each table with its columns, a line for each."""
    return page(_page(offered), look)


def _page(offered: QueryTables) -> Iterator[str]:
    yield from ("## Tables", "", "Generated: `gitcab query --tables --format markdown`.")
    for table in offered.tables:
        yield from ("", f"### {table_cell(table.name)}", "", table.manual, "", "| column | meaning |", "| --- | --- |")
        for column in table.columns:
            told = column.manual.replace("|", "\\|")
            yield f"| {table_cell(column.name)} | {told} |"


RENDER = {QueryTables: render_query_tables}
