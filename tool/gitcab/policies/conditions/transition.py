"""The change enters or passes that state, or one of these.

A rule with this condition is about recordings as well, such as `transition: closed`; one without it never is.
"""

from gitcab.model.records._conditions import several
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: str | tuple[str, ...], subject: Subject, hearing: Hearing) -> str | None:
    step = subject.transition
    if step is None:
        return None
    passed = {*step.steps, step.after}
    found = next((state for state in several(wanted) if state in passed), None)
    return f"it goes to {found}" if found else None


CONDITION = Condition(_holds)
