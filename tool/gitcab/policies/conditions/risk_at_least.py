"""The change is at least that risky: `low`, `moderate`, `high` or `very_high`.

The level is the higher one of today's estate and of the estate after the merge. Where the policy does not say
what counts as risk, every change is taken for risky.
"""

from gitcab.model.risk import Level
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: str, subject: Subject, hearing: Hearing) -> str | None:
    if subject.rfc is None:
        return None
    risk = subject.exposure.risk
    if risk is None:
        return "nobody has said what counts as risk"
    return f"its risk is {risk.word.replace('_', ' ')}" if risk >= Level[wanted.upper()] else None


CONDITION = Condition(_holds)
