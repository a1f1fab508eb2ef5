"""Tables as CSV (RFC 4180, but for line ends), for spreadsheets: no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from gitcab.model.listing import Listing
from gitcab.model.query_result import Cell, QueryResult
from gitcab.reports._escape import csv_cell, no_commands
from gitcab.reports._look import Look


def render_listing(listing: Listing, look: Look) -> str:
    """A line of column names, then a line for each row."""
    return "".join(map(_line, (listing.columns, *listing.rows)))


def query_result_pieces(result: QueryResult, look: Look) -> Iterator[str]:
    """A line of column names, then one by one a line for each row, NULL as an empty cell."""
    yield _line(result.columns)
    yield from map(_line, result.rows)


def render_query_result(result: QueryResult, look: Look) -> str:
    """All the lines."""
    return "".join(query_result_pieces(result, look))


def _line(row: Iterable[Cell]) -> str:
    """A number is no formula, whatever its sign."""
    file = io.StringIO()
    cells = [csv_cell(cell) if isinstance(cell, str) else cell for cell in row]
    csv.writer(file, lineterminator="\n").writerow(cells)
    return no_commands(file.getvalue())


RENDER = {Listing: render_listing, QueryResult: render_query_result}
PIECES = {QueryResult: query_result_pieces}
