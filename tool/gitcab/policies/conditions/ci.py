"""That configuration item, or one of these, is touched."""

from gitcab.model.records._conditions import several
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.conditions._wording import is_or_are
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: str | tuple[str, ...], subject: Subject, hearing: Hearing) -> str | None:
    names = {*several(wanted)}
    return is_or_are((item.id for item in subject.items if names & {item.id, *item.formerly}), "touched")


CONDITION = Condition(_holds)
