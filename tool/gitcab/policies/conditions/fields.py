"""One of these fields is edited: of an item by the change's patch, or of a record that is corrected.

`attributes` means every field below it as well. Adding or retiring a whole item edits all fields.
"""

from gitcab.model.records._conditions import several
from gitcab.model.records._plans import AddedFrom, AddedItem
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.conditions._wording import is_or_are
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject, SubjectSort


def names_field(wanted: str, field: str) -> bool:
    """Whether the field is that one or lies below it, or holds it."""
    return field == wanted or field.startswith(f"{wanted}.") or wanted.startswith(f"{field}.")


def _holds(wanted: str | tuple[str, ...], subject: Subject, hearing: Hearing) -> str | None:
    if subject.is_deleted or _adds(subject):
        return "a whole item is added or removed"
    found = [field for field in subject.fields if any(names_field(one, field) for one in several(wanted))]
    return is_or_are(found, "edited")


def _adds(subject: Subject) -> bool:
    if subject.sort is SubjectSort.CORRECTION or subject.rfc is None:
        return subject.sort is SubjectSort.CORRECTION and subject.is_added
    return any(isinstance(item, AddedItem | AddedFrom) for item in subject.rfc.configuration_items)


CONDITION = Condition(_holds)
