"""Edits of `cmdb/`, value by value: what a finished change explains, and what somebody corrects."""

from dataclasses import dataclass
from enum import StrEnum

from gitcab.model.change_set import FieldChange, Sort


class Standing(StrEnum):
    """Why an edit may stand, or that nothing says why."""

    EXPLAINED = "explained"
    CORRECTION = "correction"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class CmdbEdit:
    """One value of one record that is different afterwards; `field` is None for a whole record.

    `rfcs` are the changes that explain it, or those that would have to. `why` is a sentence, `hint`
    says how to mend what is unexplained.
    """

    sort: Sort
    kind: str
    id: str
    path: str
    field: FieldChange | None
    standing: Standing
    why: str
    rfcs: tuple[str, ...] = ()
    hint: str = ""
