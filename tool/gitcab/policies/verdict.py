"""May it merge? From a pull request as facts and git have it to a tree of reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from gitcab.model.moment import instant, zone
from gitcab.model.pull_request import PullRequest
from gitcab.model.records.policy import Policy
from gitcab.model.verdict import Node, NodeStatus, Verdict, VerdictStatus
from gitcab.policies.approvals.barring import clean_updates, makers, parties
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
STATUS = {
    NodeStatus.SATISFIED: VerdictStatus.ALLOWED,
    NodeStatus.PENDING: VerdictStatus.PENDING,
    NodeStatus.REFUSED: VerdictStatus.REFUSED,
}
"""What follows for the whole from how its reasons stand."""

_WHY = {
    NodeStatus.SATISFIED: "all that the policy asks for is there",
    NodeStatus.PENDING: "something is still missing",
    NodeStatus.REFUSED: "something forbids it",
}


class Witness(Protocol):
    """Who knows what reviewers had before their eyes."""

    def voided(self, commit: str | None) -> str:
        """What has happened since that commit that makes an approval of it void; "" where it still holds."""
        ...

    def is_same(self, commit: str | None) -> bool:
        """Whether the substance was the same at that commit."""
        ...


@dataclass(frozen=True, eq=False)
class Question:
    """What is decided: the pull request, with what it would make of the base, and to what that exposes it.

    The outlook brings the policy and the moment. `updates` are those commits that only bring the branch
    up to date.
    """

    facts: PullRequest
    stage: Stage
    outlook: Outlook
    witness: Witness
    updates: frozenset[str] = frozenset()


def decide(proposal: Proposal) -> Verdict:
    """The verdict, at the moment as of which the facts are."""
    if proposal.stage is None:
        why = "the texts of base and pull request conflict; bring the branch up to date"
        return _verdict([Judged(Node("It can be merged", NodeStatus.REFUSED, why))], None)
    now = instant(proposal.facts.as_of, "UTC")
    updates = clean_updates(proposal.own, proposal.facts.base.sha, proposal.revisions.repository)
    outlook = Outlook(proposal.stage.before, proposal.stage.after, proposal.policy, now)
    witness = Hindsight(proposal, proposal.stage, outlook)
    return answer(Question(proposal.facts, proposal.stage, outlook, witness, updates))


def answer(question: Question) -> Verdict:
    """The verdict on a pull request that can be merged."""
    hearing = _hearing(question)
    found = obstacles(question.facts, question.stage, hearing.subjects, question.updates)
    return _verdict([*map(Judged, found), *_ruled(question.outlook.policy, hearing)], hearing.ballot)


def _hearing(question: Question) -> Hearing:
    facts, stage, policy, now = question.facts, question.stage, question.outlook.policy, question.outlook.now
    parts = tuple(subjects(stage, question.outlook))
    changes = {id(entry): entry.record for one in parts for entry in (one.former, one.change) if entry}
    groups = Groups(stage.before.inventory, now.astimezone(zone(policy.time_zone or "UTC")).date())
    named = parties(changes.values(), facts, question.updates)
    found = ballot(facts, makers(facts, question.updates), named, question.witness.voided)
    return Hearing(
        facts=facts,
        groups=groups,
        ballot=found,
        subjects=parts,
        classes=stage.before.classes,
        now=now,
        seen=_seen(question, found, groups),
    )


def _seen(question: Question, found: Ballot, groups: Groups) -> datetime | None:
    """When somebody who may object first saw what would be merged."""
    everybody = found.eligible(groups.everybody)
    reviews = (one for one in question.facts.reviews if one.author.casefold() in everybody and not one.bot)
    return min((submitted(one) for one in reviews if question.witness.is_same(one.commit)), default=None)


def _ruled(policy: Policy, hearing: Hearing) -> Iterator[Judged]:
    ruled = [
        *by_rules(policy, hearing),
        *by_corrections(policy, hearing),
        *by_recorders(hearing),
    ]
    yield from (judged for judged, _ in ruled)
    for subject in unexplained(policy, hearing):
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
    return Verdict(STATUS[status], needed, tree, tuple(sorted(discounted, key=lambda one: one.review)))
