"""What every command that moves a change along has in common: who, when, judged, written, told."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from gitcab.cli._clock import now_option, present
from gitcab.cli._items import RFC_ID, rfc_named
from gitcab.cli._opening import Opened, open_to_write
from gitcab.cli._options import repository_option
from gitcab.cli._submitting import prepared, submit_option
from gitcab.cli._telling import tell, warn
from gitcab.cli._writing import write_judged
from gitcab.model.change_set import ChangeSet
from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate
from gitcab.model.records import parse_as
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.policies.moves import Move, demand_recorder
from gitcab.policies.refusal import Refused
from gitcab.policies.sorts_of_edit import with_sorts
from gitcab.store.comparing import compare
from gitcab.store.document import Document
from gitcab.store.editing import CannotEdit, edited
from gitcab.store.reading import document_at
from gitcab.store.tree import CannotRead


@dataclass(frozen=True, slots=True)
class Asked:
    """The change that a command is about, the estate around it, and the moment."""

    opened: Opened
    estate: Estate
    entry: Entry[RequestForChange]
    now: datetime
    by: str | None

    @property
    def rfc(self) -> RequestForChange:
        """The record as it is."""
        return self.entry.record


def rfc_move(body: Callable[..., Move]) -> Callable[..., None]:
    """A command's body, which gives the move that it makes, with the argument and options that all moves have."""

    @click.argument("id", type=RFC_ID)
    @wraps(body)
    @click.option("--by", metavar="LOGIN", help="Who records it; must be an assignee or a change manager.")
    @click.option("--dry-run", is_flag=True, help="Judge and tell what would be written; write nothing.")
    @submit_option
    @now_option
    @repository_option
    def run(
        id: str, repo: Path, now: datetime | None, submit: bool, dry_run: bool, by: str | None, **given: Any
    ) -> None:
        opened = open_to_write(repo)
        estate = opened.estate(None)
        asked = Asked(opened, estate, rfc_named(estate, id), present(now), by)
        demand_recorder(asked.rfc, estate.inventory, by)
        _carry_out(asked, body(asked, **given), submit=submit, dry_run=dry_run)

    return run


def _carry_out(asked: Asked, move: Move, *, submit: bool, dry_run: bool) -> None:
    path = asked.entry.local_path
    document = _edited(document_at(asked.opened.tree(None), path), move)
    _demand_fitting(document)
    contents = {path: document.text.encode("utf-8"), **move.files}
    submission = prepared(asked.opened, document.value, path, contents) if submit else None
    after = write_judged(asked.opened, asked.estate, contents, dry_run=dry_run)
    tell(_changes(asked.estate, after, contents, dry_run=dry_run), "text")
    for remark in move.remarks:
        warn(f"note: {remark}")
    if submission and not dry_run:
        submission.send()
    elif not dry_run:
        click.echo(f"Next: {move.next_command}")


def _edited(document: Document, move: Move) -> Document:
    try:
        return edited(document, move.changes)
    except CannotEdit as error:
        raise CannotRead(str(error), "write it by hand, then run `gitcab validate`") from None


def _demand_fitting(document: Document) -> None:
    """Raises Refused for a file that holds no RFC: once that were closed, no rule would say so."""
    found = parse_as(RequestForChange, document.value)
    if isinstance(found, tuple):
        raise Refused(found[0].message, "write a value that fits")


def _changes(before: Estate, after: Estate, paths: Collection[str], *, dry_run: bool) -> ChangeSet:
    """What is different in these files."""
    written = f"what {'would be' if dry_run else 'is'} written"
    changes = compare(_only(before, paths), _only(after, paths), "what was there", written)
    return with_sorts(changes, before, after)


def _only(estate: Estate, paths: Collection[str]) -> Estate:
    return replace(estate, entries=[entry for entry in estate.entries if entry.local_path in paths], unread=())
