"""May it merge? From a pull request as facts and git have it to a tree of reasons."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from gitcab.model.moment import instant, zone
from gitcab.model.verdict import Node, NodeStatus, Verdict, VerdictStatus
from gitcab.policies.approvals.barring import barred, clean_updates
from gitcab.policies.approvals.counting import Ballot, ballot, outsiders, submitted
from gitcab.policies.approvals.groups import Groups
from gitcab.policies.approvals.hindsight import Hindsight
from gitcab.policies.dividing import subjects
from gitcab.policies.exposure import Outlook
from gitcab.policies.hearing import Hearing
from gitcab.policies.obstacles import obstacles
from gitcab.policies.proposal import Proposal, Stage
from gitcab.policies.requirements._judged import Judged, worst
from gitcab.policies.ruling import by_corrections, by_recorders, by_rules, uncovered, unexplained

_QUESTION: Final = "May it be merged?"
_STATUS = {
    NodeStatus.SATISFIED: VerdictStatus.ALLOWED,
    NodeStatus.PENDING: VerdictStatus.PENDING,
    NodeStatus.REFUSED: VerdictStatus.REFUSED,
}
_WHY = {
    NodeStatus.SATISFIED: "all that the policy asks for is there",
    NodeStatus.PENDING: "something is still missing",
    NodeStatus.REFUSED: "something forbids it",
}


def decide(proposal: Proposal) -> Verdict:
    """The verdict, at the moment as of which the facts are."""
    if proposal.stage is None:
        why = "the texts of base and pull request conflict; bring the branch up to date"
        return _verdict([Judged(Node("It can be merged", NodeStatus.REFUSED, why))], None)
    now = instant(proposal.facts.as_of, "UTC")
    updates = clean_updates(proposal.own, proposal.facts.base.sha, proposal.revisions.repository)
    hearing = _hearing(proposal, proposal.stage, updates, now)
    found = obstacles(proposal, proposal.stage, hearing.subjects, updates)
    return _verdict([*map(Judged, found), *_ruled(proposal, hearing)], hearing.ballot)


def _hearing(proposal: Proposal, stage: Stage, updates: frozenset[str], now: datetime) -> Hearing:
    parts = tuple(subjects(stage, Outlook(stage.before, stage.after, proposal.policy, now)))
    changes = {id(entry): entry.record for one in parts for entry in (one.former, one.change) if entry}
    hindsight = Hindsight(proposal, stage, now)
    groups = Groups(stage.before.inventory, now.astimezone(zone(proposal.policy.time_zone or "UTC")).date())
    voters = barred(proposal.facts, changes.values(), updates)
    found = ballot(proposal.facts, voters, hindsight.voided)
    return Hearing(
        facts=proposal.facts,
        groups=groups,
        ballot=found,
        subjects=parts,
        classes=stage.before.classes,
        now=now,
        seen=_seen(proposal, hindsight, found, groups),
    )


def _seen(proposal: Proposal, hindsight: Hindsight, found: Ballot, groups: Groups) -> datetime | None:
    """When somebody who may object first saw what would be merged."""
    everybody = found.eligible(groups.everybody)
    reviews = (one for one in proposal.facts.reviews if one.author.casefold() in everybody and not one.bot)
    return min((submitted(one) for one in reviews if hindsight.is_same(one.commit)), default=None)


def _ruled(proposal: Proposal, hearing: Hearing) -> Iterator[Judged]:
    ruled = [
        *by_rules(proposal.policy, hearing),
        *by_corrections(proposal.policy, hearing),
        *by_recorders(hearing),
    ]
    yield from (judged for judged, _ in ruled)
    for subject in unexplained(proposal.policy, hearing):
        why = f"no finished change explains the edit of {subject.name}, and the policy says of nobody who corrects it"
        yield Judged(Node("Every edit is explained", NodeStatus.REFUSED, why))
    for subject in uncovered(hearing.subjects, ruled):
        why = f"no rule of the policy is about {subject.name}; `approvals: 0` would say that nobody needs to agree"
        yield Judged(Node("The policy says who agrees", NodeStatus.REFUSED, why))


def _verdict(parts: Sequence[Judged], found: Ballot | None) -> Verdict:
    status = worst([one.status for one in parts])
    tree = Node(_QUESTION, status, _WHY[status], tuple(one.node for one in parts))
    needed = tuple(need for one in parts for need in one.needed)
    asked = frozenset(person for one in parts for person in one.asked)
    discounted = (*found.discounted, *outsiders(found, asked)) if found else ()
    return Verdict(_STATUS[status], needed, tree, tuple(sorted(discounted, key=lambda one: one.review)))
