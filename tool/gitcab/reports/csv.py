"""Listings as CSV (RFC 4180, but for line ends), for spreadsheets: no cell is a formula."""

import csv
import io

from gitcab.model.listing import Listing
from gitcab.reports._escape import csv_cell, no_commands
from gitcab.reports._look import Look


def render_listing(listing: Listing, look: Look) -> str:
    """A line of column names, then a line for each row."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(map(csv_cell, listing.columns))
    writer.writerows(map(csv_cell, row) for row in listing.rows)
    return no_commands(file.getvalue())


RENDER = {Listing: render_listing}
