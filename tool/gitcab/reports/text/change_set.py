"""What changed between two revisions, field by field."""

from itertools import groupby

from gitcab.model.change_set import ChangeSet, FieldChange, RecordChange, Sort
from gitcab.reports._answers import changes_in_words, edit_in_words, unread_in_words
from gitcab.reports._look import Look
from gitcab.reports._wording import route_words, value_words
from gitcab.reports.text._page import Page

_STYLES = {Sort.ADDED: "green", Sort.RETIRED: "yellow", Sort.DELETED: "bold red"}


def render_change_set(changes: ChangeSet, look: Look) -> str:
    """The records by kind, each with what became of it and its fields before and after."""
    page = Page(look)
    for kind, records in groupby(changes.changes, key=lambda change: change.kind):
        page.heading(kind)
        for record in records:
            _record(record, look, page)
    page.blank()
    page.line(changes_in_words(changes))
    if changes.unread:
        page.line(unread_in_words(changes.unread))
    return page.finish()


def _record(change: RecordChange, look: Look, page: Page) -> None:
    before = f"{change.former_id} -> " if change.former_id else ""
    page.line(
        (f"{change.sort.value:<8}", _STYLES.get(change.sort, "")),
        f" {before}",
        (change.id, "bold"),
        first="  ",
        rest=" " * 11,
    )
    moved = f"{change.former_path} -> " if change.former_path else ""
    page.line((f"{moved}{change.path}", "dim"), first=" " * 11)
    if told := edit_in_words(change):
        style = "" if change.transition is None or change.transition.is_legal else "bold red"
        page.line((told, style), first=" " * 11, rest=" " * 13)
    for field in change.fields:
        page.line(*_field(field, None if look.full else 60), first=" " * 11, rest=" " * 13)


def _field(field: FieldChange, length: int | None) -> tuple[str, ...]:
    before, after = value_words(field.before, length), value_words(field.after, length)
    return (f"{route_words(field.route)}: ", f"{before} -> {after}")


RENDER = {ChangeSet: render_change_set}
