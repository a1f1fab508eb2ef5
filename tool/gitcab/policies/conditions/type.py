"""The change is of that type, or of one of these: `standard`, `normal`, `emergency`.

Before the merge or after it: what was an emergency does not become normal by saying so.
"""

from gitcab.model.records._conditions import several
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: str | tuple[str, ...], subject: Subject, hearing: Hearing) -> str | None:
    types = [one.record.type for one in (subject.change, subject.former) if one]
    found = next((one for one in types if one in several(wanted)), None)
    if found is None:
        return None
    return f"it is {'an' if found == 'emergency' else 'a'} {found}{'' if found == 'emergency' else ' change'}"


CONDITION = Condition(_holds)
