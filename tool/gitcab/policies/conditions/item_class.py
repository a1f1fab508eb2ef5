"""An item of that class, or of one of these, is touched, as it is before the merge or after it."""

from gitcab.model.records._conditions import several
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.conditions._wording import is_or_are
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: str | tuple[str, ...], subject: Subject, hearing: Hearing) -> str | None:
    found = [item for item in subject.items if item.item_class in several(wanted)]
    return is_or_are((item.id for item in found), f"of the class {found[0].item_class}" if found else "")


CONDITION = Condition(_holds)
