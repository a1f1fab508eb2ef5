"""Rows that SQL gave, as a table for comments and pages."""

from gitcab.model.query_result import Cell, QueryResult
from gitcab.reports._escape import table_cell
from gitcab.reports._look import Look
from gitcab.reports._wording import counted
from gitcab.reports.markdown._blocks import page, table


def render_query_result(result: QueryResult, look: Look) -> str:
    """The table, and how many rows it has."""
    rows = list(result.rows)
    lines = table([table_cell(name) for name in result.columns], ([_cell(cell) for cell in row] for row in rows))
    return page([*lines, counted(len(rows), "row") if rows else "no row"], look)


def _cell(cell: Cell) -> str:
    return "" if cell is None else table_cell(str(cell))


RENDER = {QueryResult: render_query_result}
