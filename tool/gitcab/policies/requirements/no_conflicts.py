"""The change collides with nothing that is merged: no conflict that is an `error`, or a `warning` or worse.

A conflict that the change accepts, which is approved with the rest, is none.
"""

from gitcab.model.severity import Severity
from gitcab.model.verdict import Node, NodeStatus
from gitcab.policies.hearing import Matter
from gitcab.policies.requirements._judged import Judged
from gitcab.policies.requirements._requirement import Given, Sought

_NAME = "No conflicts"


def _judge(wanted: str, matter: Matter, given: tuple[Given, ...]) -> Judged:
    bound = Severity(wanted).rank
    found = {
        f"{' and '.join(one.rfcs)}: {one.message} ({one.type})"
        for subject in matter.subjects
        for one in subject.exposure.conflicts
        if one.severity.rank >= bound
    }
    if found:
        return Judged(Node(_NAME, NodeStatus.REFUSED, "; ".join(sorted(found))))
    if not any(subject.rfc for subject in matter.subjects):
        return Judged(Node(_NAME, NodeStatus.SATISFIED, "it is no request for change"), is_idle=True)
    return Judged(Node(_NAME, NodeStatus.SATISFIED, "it collides with nothing that is merged"))


REQUIREMENT = Sought(_judge)
