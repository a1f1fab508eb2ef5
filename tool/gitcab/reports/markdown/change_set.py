"""What changed between two revisions."""

from collections.abc import Iterator
from itertools import groupby

from gitcab.model.change_set import ChangeSet, RecordChange
from gitcab.reports._answers import changes_in_words, edit_in_words, unread_in_words
from gitcab.reports._escape import code_span
from gitcab.reports._look import Look
from gitcab.reports._wording import route_words, value_words
from gitcab.reports.markdown._blocks import page


def render_change_set(changes: ChangeSet, look: Look) -> str:
    """The counts, then the records by kind, each with its fields before and after."""
    return page(_changes(changes, None if look.full else 120), look)


def _changes(changes: ChangeSet, length: int | None) -> Iterator[str]:
    yield f"**{changes_in_words(changes, code_span)}**"
    for kind, records in groupby(changes.changes, key=lambda change: change.kind):
        yield from ("", f"#### {code_span(kind)}", "")
        for record in records:
            yield from _record(record, length)
    if changes.unread:
        yield from ("", unread_in_words(changes.unread, code_span))


def _record(change: RecordChange, length: int | None) -> Iterator[str]:
    former = f" (was {code_span(change.former_id)})" if change.former_id else ""
    moved = f", moved from {code_span(change.former_path)}" if change.former_path else ""
    yield f"- {change.sort.value} {code_span(change.id)}{former} in {code_span(change.path)}{moved}"
    if told := edit_in_words(change):
        yield f"  - {told}"
    for field in change.fields:
        before, after = (code_span(value_words(value, length)) for value in (field.before, field.after))
        yield f"  - {code_span(route_words(field.route))}: {before} → {after}"


RENDER = {ChangeSet: render_change_set}
