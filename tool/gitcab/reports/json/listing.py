"""Tables of records: gitcab.listing/1."""

from gitcab.model.listing import Listing
from gitcab.reports._look import Look
from gitcab.reports.json._document import document


def render_listing(listing: Listing, look: Look) -> str:
    """Every row with its columns' names."""
    content = {
        "listing": listing.name,
        "total": listing.total,
        "columns": list(listing.columns),
        "rows": [dict(zip(listing.columns, row, strict=True)) for row in listing.rows],
    }
    return document("listing", content)


RENDER = {Listing: render_listing}
