"""Tables of records."""

from gitcab.model.listing import Listing
from gitcab.reports._escape import plain_words, table_cell
from gitcab.reports._look import Look
from gitcab.reports.markdown._blocks import page, table


def render_listing(listing: Listing, look: Look) -> str:
    """The rows, and how many of all there are."""
    rows = [[table_cell(cell) for cell in row] for row in listing.rows]
    shown = "" if len(listing.rows) == listing.total else f"{len(listing.rows):,} of "
    end = f"{shown}{listing.total:,} {plain_words(listing.title)}"
    return page([*table([_head(column) for column in listing.columns], rows), end], look)


def _head(column: str) -> str:
    return table_cell(column) if "|" in column else plain_words(column)


RENDER = {Listing: render_listing}
