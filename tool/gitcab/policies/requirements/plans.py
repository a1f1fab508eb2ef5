"""The change has these plans: `implementation`, `test`, `backout`, `communication`."""

from gitcab.model.verdict import Node, NodeStatus
from gitcab.policies.hearing import Matter
from gitcab.policies.requirements._judged import Judged
from gitcab.policies.requirements._requirement import Given, Sought


def _judge(wanted: tuple[str, ...], matter: Matter, given: tuple[Given, ...]) -> Judged:
    name = f"Plans: {', '.join(wanted)}"
    missing = {
        f"{rfc.id} has no {plan} plan"
        for rfc in (subject.rfc for subject in matter.subjects)
        if rfc is not None
        for plan in wanted
        if not getattr(rfc.plans, plan)
    }
    if missing:
        return Judged(Node(name, NodeStatus.REFUSED, "; ".join(sorted(missing))))
    if not any(subject.rfc for subject in matter.subjects):
        return Judged(Node(name, NodeStatus.SATISFIED, "it is no request for change"), is_idle=True)
    return Judged(Node(name, NodeStatus.SATISFIED, "they are all there"))


REQUIREMENT = Sought(_judge)
