"""The tables that SQL may ask."""

from gitcab.model.query_tables import QueryTable, QueryTables
from gitcab.reports._look import Look
from gitcab.reports.text._inline import pieces
from gitcab.reports.text._page import Page

_WIDEST = 20


def render_query_tables(offered: QueryTables, look: Look) -> str:
    """Each table with its columns, a line or more for each."""
    page = Page(look)
    for table in offered.tables:
        _tell(table, page)
    page.blank()
    page.line('Ask them: gitcab query "SELECT id, owner FROM ci LIMIT 5"')
    page.line("Ten questions worth asking: docs/query.md")
    return page.finish()


def _tell(table: QueryTable, page: Page) -> None:
    page.blank()
    page.line((table.name, "bold"), "  ", *pieces(table.manual))
    width = min(_WIDEST, max(len(column.name) for column in table.columns))
    for column in table.columns:
        page.line(column.name.ljust(width + 2), *pieces(column.manual), first="  ", rest=" " * (width + 4))


RENDER = {QueryTables: render_query_tables}
