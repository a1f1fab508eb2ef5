"""Tables of records."""

from gitcab.model.listing import Listing
from gitcab.reports._look import Look
from gitcab.reports.text._page import Page


def render_listing(listing: Listing, look: Look) -> str:
    """The rows, how many there are, and the command that shows one."""
    page = Page(look)
    if listing.rows:
        page.table(listing.columns, listing.rows)
        page.blank()
    shown, total = f"{len(listing.rows):,}", f"{listing.total:,}"
    page.line(f"{shown} of {total} {listing.title}" if shown != total else f"{total} {listing.title}")
    noun, _, verb = listing.name.partition(" ")
    if verb == "list" and listing.rows:
        page.line(f"One of them: gitcab {noun} show ID")
    return page.finish()


RENDER = {Listing: render_listing}
