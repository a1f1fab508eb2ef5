"""What became of one record, commit by commit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gitcab.model.change_set import FieldChange
from gitcab.model.in_words import change_text, plural
from gitcab.model.listing import Listing

_COLUMNS = ("date", "commit", "author", "what changed", "subject")
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit that changed the record; `date` is the author's, ISO 8601 with an offset.

    `event` says what happened beside the fields' changes, such as `added` or `moved from …`.
    """

    commit: str
    date: str
    author: str
    subject: str
    changes: tuple[FieldChange, ...] = ()
    event: str = ""


def history_listing(revisions: Iterable[Revision], limit: int | None = None) -> Listing:
    """A row for each commit in the order given, newest first."""
    told = tuple(revisions)
    rows = tuple(
        (one.date.replace("T", " ")[:16], one.commit[:_SHORT], one.author, "; ".join(_what(one)), one.subject)
        for one in told[:limit]
    )
    return Listing("ci history", _COLUMNS, rows, plural(len(told), "commit", "commits"), len(told))


def _what(revision: Revision) -> Iterator[str]:
    if revision.event:
        yield revision.event
    yield from (change_text(change) for change in revision.changes)
    if not revision.event and not revision.changes:
        yield "comments or layout"
