"""The change touches, or is expected to degrade, an item under a freeze: `true`; `hard` leaves soft freezes out.

An exception in the window lets the change off; that the change itself accepts the conflict does not. Of an
emergency, which no freeze holds up, every freeze counts as hard.
"""

from gitcab.model.severity import Severity
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.conditions._wording import listed
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: bool | str, subject: Subject, hearing: Hearing) -> str | None:
    is_any = wanted != "hard" or (subject.rfc is not None and subject.rfc.type == "emergency")
    found = [one for one in subject.exposure.freezes if is_any or one.severity is Severity.ERROR]
    items = [item for one in found for item in one.configuration_items]
    return f"{listed(items)} would be changed inside a freeze" if found else None


CONDITION = Condition(_holds)
