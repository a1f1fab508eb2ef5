"""What a branch adds, edits, retires and removes, field by field."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gitcab.model.source import Route
from gitcab.model.transition import Transition


class Sort(StrEnum):
    """What became of a record."""

    ADDED = "added"
    EDITED = "edited"
    RETIRED = "retired"
    RENAMED = "renamed"
    MOVED = "moved"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; None where it is absent on that side."""

    route: Route
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record's change. `path` is where it lies afterwards (before, where it was deleted).

    `transition` and `sorts`, the sorts of edit, are those of a request for change.
    """

    sort: Sort
    kind: str
    id: str
    path: str
    fields: tuple[FieldChange, ...] = ()
    former_id: str | None = None
    former_path: str | None = None
    transition: Transition | None = None
    sorts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All changes between two revisions in the order of kind and id; `unread` could not be compared."""

    base: str
    head: str
    changes: tuple[RecordChange, ...]
    unread: tuple[str, ...] = ()
