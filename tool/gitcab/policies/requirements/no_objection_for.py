"""For so long, `36h` or `3d`, nobody has asked for changes of what is to be merged.

Whoever belongs to a team and is no author of it may object. The time runs from the first review by one of them, a
comment too, of just this substance: only that shows that it was there to be objected to. Commits can be dated at
will.
"""

from gitcab.model.verdict import Node, NodeStatus
from gitcab.policies.conditions.lead_time_below import length_of
from gitcab.policies.hearing import Matter
from gitcab.policies.requirements._judged import Judged
from gitcab.policies.requirements._requirement import Given, Sought


def _judge(wanted: str, matter: Matter, given: tuple[Given, ...]) -> Judged:
    name = f"No objection for {wanted}"
    hearing = matter.hearing
    everybody = hearing.groups.everybody
    objectors = sorted(hearing.ballot.objections.keys() & everybody)
    if objectors:
        why = f"{', '.join(objectors)} asked for changes"
        return Judged(Node(name, NodeStatus.REFUSED, why), asked=everybody, is_vetoed=True)
    if hearing.seen is None:
        why = "nobody has reviewed it as it is now; a comment as a review starts the time"
        return Judged(Node(name, NodeStatus.PENDING, why), asked=everybody)
    until = hearing.seen + length_of(wanted)
    if hearing.now < until:
        why = f"it may be objected to until {until:%Y-%m-%dT%H:%MZ}"
        return Judged(Node(name, NodeStatus.PENDING, why), asked=everybody)
    why = f"nobody has objected since {hearing.seen:%Y-%m-%dT%H:%MZ}"
    return Judged(Node(name, NodeStatus.SATISFIED, why), asked=everybody)


REQUIREMENT = Sought(_judge)
