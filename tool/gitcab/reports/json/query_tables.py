"""The tables that SQL may ask: gitcab.query_tables/1."""

from gitcab.model.query_tables import QueryTables
from gitcab.reports._look import Look
from gitcab.reports.json._document import document


def render_query_tables(offered: QueryTables, look: Look) -> str:
    """Each table with its columns, and what they mean."""
    tables = [
        {
            "name": table.name,
            "manual": table.manual,
            "columns": [{"name": column.name, "manual": column.manual} for column in table.columns],
        }
        for table in offered.tables
    ]
    return document("query_tables", {"tables": tables})


RENDER = {QueryTables: render_query_tables}
