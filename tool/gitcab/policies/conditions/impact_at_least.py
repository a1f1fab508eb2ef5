"""Something is expected to be `at_risk`, `degraded` or `down`, or worse, while the change runs.

What the change itself takes down counts, and whatever that hits, in the estate before and after the merge, today
and at the change's start.
"""

from gitcab.model.impact import State
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.conditions._wording import is_or_are
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: str, subject: Subject, hearing: Hearing) -> str | None:
    bound = State[wanted.upper()]
    hit = [item for item, state in subject.exposure.expected.items() if state >= bound]
    return is_or_are(hit, f"expected to be {wanted.replace('_', ' ')}{'' if bound is State.DOWN else ' or worse'}")


CONDITION = Condition(_holds)
