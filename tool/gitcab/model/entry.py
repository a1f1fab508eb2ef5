"""A record together with where it was read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gitcab.model.source import Source

if TYPE_CHECKING:  # whoever asks an entry's record has loaded the records' models; others need not wait for them
    from gitcab.model.records import Record

R_co = TypeVar("R_co", bound="Record", covariant=True)


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
