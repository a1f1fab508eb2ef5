"""Tables of records."""

from gitcab.model.listing import Listing
from gitcab.reports._escape import code_span, table_cell
from gitcab.reports._look import Look
from gitcab.reports.markdown._blocks import page, table


def render_listing(listing: Listing, look: Look) -> str:
    """The rows, and how many of all there are."""
    rows = [[table_cell(cell) for cell in row] for row in listing.rows]
    end = f"{len(listing.rows):,} of {listing.total:,} {code_span(listing.title)}"
    return page([*table([table_cell(column) for column in listing.columns], rows), end], look)


RENDER = {Listing: render_listing}
