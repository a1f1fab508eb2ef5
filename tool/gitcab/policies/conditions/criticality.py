"""An item that is touched or could be hit is at least that critical: `low`, `medium`, `high` or `critical`.

One that does not say how critical it is counts as critical.
"""

from gitcab.model.impact import State
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.conditions._wording import is_or_are
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject

_RANKS = ("low", "medium", "high", "critical")


def _holds(wanted: str, subject: Subject, hearing: Hearing) -> str | None:
    enough = {*_RANKS[_RANKS.index(wanted) :]}
    known = subject.exposure.criticalities
    hit = (item for item, state in subject.exposure.worst.items() if state >= State.DEGRADED)
    found = [item for item in hit if enough & known.get(item, frozenset())]
    found += [item.id for item in subject.items if (item.criticality or "critical") in enough]
    return is_or_are(found, f"of {wanted} criticality or more")


CONDITION = Condition(_holds)
