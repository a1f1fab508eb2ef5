"""Something would be `at_risk`, `degraded` or `down`, or worse, if every item that the change touches failed.

The items that are touched count themselves.
"""

from gitcab.model.impact import State
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.conditions._wording import listed
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: str, subject: Subject, hearing: Hearing) -> str | None:
    bound = State[wanted.upper()]
    hit = [item for item, state in subject.exposure.worst.items() if state >= bound]
    if not hit:
        return None
    return f"{listed(hit)} could be {wanted.replace('_', ' ')}{'' if bound is State.DOWN else ' or worse'}"


CONDITION = Condition(_holds)
