"""So many approvals by distinct people `from` teams, roles, the author's team, or each owner.

A list asks the union of its teams and roles. `each_owner` asks every team that owns something touched or hit for
so many approvals of its own, `each_service_owner` those that own a service; where the rule has a condition
`worst_case_at_least` or `impact_at_least`, hit is what that one means, else degraded at worst. A team whose own
member files the change has consented for one. `fallback` is asked where nobody of a group may approve. `0` says
that nobody needs to agree. One person's approval counts once in a rule. Changes requested by anybody asked refuse.
"""

from gitcab.model.verdict import Needed, Node, NodeStatus
from gitcab.policies.hearing import Matter
from gitcab.policies.requirements._judged import Judged, all_of
from gitcab.policies.requirements._requirement import Given, Sought

_TOLD = 5


def _judge(wanted: int, matter: Matter, given: tuple[Given, ...]) -> Judged:
    if wanted == 0:
        return Judged(Node("Nobody needs to agree", NodeStatus.SATISFIED, "the policy asks nobody"))
    if not given:
        why = "nobody owns anything that is touched or hit"
        return Judged(Node("Approvals by each owner", NodeStatus.SATISFIED, why), is_idle=True)
    parts = [_of(one, matter) for one in given]
    return parts[0] if len(parts) == 1 else all_of("Each of these agrees", parts)


def _of(given: Given, matter: Matter) -> Judged:
    ask = given.ask
    name = f"Approval by {' or '.join(ask.groups)}"
    objectors = sorted(matter.hearing.ballot.objections.keys() & ask.people)
    if objectors:
        why = f"{_named(objectors)} {'asks' if len(objectors) == 1 else 'ask'} for changes"
        return Judged(Node(name, NodeStatus.REFUSED, why), asked=ask.people, is_vetoed=True)
    done = _done(given)
    missing = ask.count - len(given.by)
    if missing <= 0:
        return Judged(Node(name, NodeStatus.SATISFIED, done), asked=ask.people)
    able = matter.hearing.ballot.eligible(ask.people) - {*given.by}
    who = f"still asked: {_named(sorted(able))}" if able else "nobody of them may approve it"
    why = f"{done}; {who}"
    needed = Needed(missing, ask.groups, matter.because, tuple(sorted(able)))
    return Judged(Node(name, NodeStatus.PENDING, why), (needed,), ask.people)


def _done(given: Given) -> str:
    ask, by = given.ask, given.by
    told = f"{len(by)} of {ask.count} {'approval' if ask.count == 1 else 'approvals'}" if ask.count else "consented"
    who = f", by {_named(by)}" if by else ""
    return f"{told}{who}{f', {ask.note}' if ask.note else ''}"


def _named(people: tuple[str, ...] | list[str]) -> str:
    more = f" and {len(people) - _TOLD} more" if len(people) > _TOLD else ""
    return ", ".join(people[:_TOLD]) + more


REQUIREMENT = Sought(_judge)
