"""From a pull request's two sides and its facts to the gate's whole answer."""

from dataclasses import replace
from datetime import UTC, datetime

from gitcab.cli._merged import Merged, demand_agreement, read_merged, read_nearby
from gitcab.cli._opening import Opened
from gitcab.cli._suggesting import suggestions
from gitcab.model.gate import GateResult
from gitcab.model.moment import instant
from gitcab.model.pull_request import PullRequest
from gitcab.policies.gate import Case, unmerged
from gitcab.policies.gate import gate as judged
from gitcab.policies.proposal import proposal
from gitcab.policies.verdict import decide

NO_FACTS = "who has approved was not looked at: give the facts with --pull-request"


def gated(opened: Opened, facts: PullRequest) -> GateResult:
    """The answer on the pull request as its facts have it, at their moment."""
    sides = (facts.base.sha, facts.head.sha)
    merged = read_merged(opened, *sides)
    demand_agreement(facts, merged)
    return judged_sides(merged, sides, *as_of(facts, None))


def as_of(facts: PullRequest, now: datetime | None) -> tuple[PullRequest, datetime]:
    """The moment of the facts, so that the same facts give the same answer; `now` stands in its place."""
    if now is None:
        return facts, instant(facts.as_of, "UTC")
    moment = now.astimezone(UTC)
    return facts.model_copy(update={"as_of": moment.isoformat().replace("+00:00", "Z")}), moment


def judged_sides(merged: Merged, sides: tuple[str, str], facts: PullRequest | None, now: datetime) -> GateResult:
    """The answer on these two sides, which it calls by the names in `sides`; without facts it is never a yes."""
    policy = merged.policy
    if merged.tree is None:
        return unmerged(*sides, merged.changed, merged.contested, facts)
    nearby = read_nearby(merged, facts.open_pull_requests if facts else ())
    case = Case(
        *sides,
        before=merged.before,
        after=merged.after(merged.tree),
        changed=merged.changed,
        policy=policy,
        now=now,
        pull_request=facts,
        verdict=decide(proposal(merged.revisions, facts)) if facts else None,
        nearby=nearby.changes,
        missing=() if facts else (NO_FACTS,),
        remarks=nearby.remarks,
    )
    result = judged(case)
    return replace(result, suggestions=suggestions(result, merged), as_of=now)
