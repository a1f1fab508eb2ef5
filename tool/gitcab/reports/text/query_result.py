"""Rows that SQL gave, as a table."""

from itertools import islice

from gitcab.model.query_result import Cell, QueryResult
from gitcab.reports._look import Look
from gitcab.reports._wording import counted
from gitcab.reports.text._page import Page

_MOST = 1_000
"""A table is laid out when all its rows are there; so many are enough for a person."""


def render_query_result(result: QueryResult, look: Look) -> str:
    """The table, and how many rows it has."""
    page = Page(look)
    rows = [tuple(map(_text, row)) for row in (result.rows if look.full else islice(result.rows, _MOST + 1))]
    is_cut = len(rows) > _MOST and not look.full
    if rows:
        page.table(result.columns, rows[:_MOST] if is_cut else rows)
        page.blank()
    if is_cut:
        page.line(f"The first {_MOST:,} rows. All of them: --full, or --format csv")
    else:
        page.line(counted(len(rows), "row") if rows else "no row")
    return page.finish()


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


RENDER = {QueryResult: render_query_result}
