"""That service, or one of these, is touched, or would be degraded or down if every item that is touched failed."""

from gitcab.model.records._conditions import several
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.conditions._wording import is_or_are
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: str | tuple[str, ...], subject: Subject, hearing: Hearing) -> str | None:
    names = {*several(wanted)}
    touched = {item.id for item in subject.items if names & {item.id, *item.formerly}}
    return is_or_are(touched | (names & subject.exposure.services_hit), "touched or could be hit")


CONDITION = Condition(_holds)
