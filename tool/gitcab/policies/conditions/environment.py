"""An item in that environment, or in one of these, is touched; one that does not say where it is counts as in all."""

from gitcab.model.records._conditions import several
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.conditions._wording import is_or_are
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: str | tuple[str, ...], subject: Subject, hearing: Hearing) -> str | None:
    found = [item for item in subject.items if item.environment is None or item.environment in several(wanted)]
    return is_or_are((item.id for item in found), f"in {found[0].environment or 'any environment'}" if found else "")


CONDITION = Condition(_holds)
