"""A record together with where it was read."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from gitcab.model.records import Record
from gitcab.model.source import Source

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """A record and its file.

    `local_path` counts from the estate's own root, `source.path` from git's top.
    `proposed_by` is the RFC in whose `new/` folder it lies: then it is no part of the estate yet.
    """

    record: R_co
    source: Source
    local_path: str
    blob: str | None = None
    proposed_by: str | None = None

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id


AnyEntry = Entry[Any]
