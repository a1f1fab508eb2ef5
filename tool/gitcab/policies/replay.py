"""A new policy run over the changes of the past: whom it would have asked, beside the policy that stands.

Nobody's votes are known for most of history, so what is compared is what each policy asks for before
anybody has voted, on today's estate, on the day on which the change was raised, by whoever requested it.
"""

from datetime import UTC, datetime

from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate
from gitcab.model.moment import read_date
from gitcab.model.pull_request import PullRequest, Tip
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.replay import Demand, Replay, Replayed
from gitcab.model.track_record import has_failed
from gitcab.model.transition import is_planned
from gitcab.model.verdict import NodeStatus
from gitcab.policies.approvals.counting import Ballot
from gitcab.policies.approvals.groups import Groups
from gitcab.policies.dividing import authorisation
from gitcab.policies.exposure import Outlook
from gitcab.policies.hearing import Hearing
from gitcab.policies.requirements._judged import worst
from gitcab.policies.ruling import by_rules, uncovered
from gitcab.policies.verdict import STATUS

_COMMIT = "0" * 40
_DAY = slice(4, 14)
"""Where the day on which it was raised stands in an RFC's id."""


def replayed(estate: Estate, old: Policy, new: Policy) -> Replay:
    """Every change that has been authorised, by both policies."""
    entries = estate.inventory.of_kind(RequestForChange)
    found = (one for one in entries if not is_planned(one.record.state) and one.record.state != "canceled")
    return Replay(tuple(_replayed(one, estate, old, new) for one in found), estate.unread)


def _replayed(change: Entry[RequestForChange], estate: Estate, old: Policy, new: Policy) -> Replayed:
    failed = has_failed(change.record) if change.record.state == "closed" else None
    return Replayed(change.id, failed, _demand(change, estate, old), _demand(change, estate, new))


def _demand(change: Entry[RequestForChange], estate: Estate, policy: Policy) -> Demand:
    raised = datetime.combine(read_date(change.id[_DAY]), datetime.min.time(), UTC)
    subject = authorisation(change, estate, Outlook(estate, estate, policy, raised))
    people = (change.record.requested_by, *change.record.assigned_to)
    hearing = Hearing(
        facts=_facts(change.record, raised),
        groups=Groups(estate.inventory, raised.date()),
        ballot=Ballot({}, {}, {login.casefold(): "takes part" for login in people}, ()),
        subjects=(subject,),
        classes=estate.classes,
        now=raised,
    )
    ruled = list(by_rules(policy, hearing))
    needed = [need for judged, _ in ruled for need in judged.needed]
    statuses = [judged.status for judged, _ in ruled]
    statuses += [NodeStatus.REFUSED for _ in uncovered([subject], ruled)]
    groups = sorted({group for need in needed for group in need.groups})
    return Demand(STATUS[worst(statuses)], sum(need.approvals for need in needed), tuple(groups))


def _facts(rfc: RequestForChange, raised: datetime) -> PullRequest:
    moment = raised.strftime("%Y-%m-%dT%H:%M:%SZ")
    tip = Tip(ref="", sha=_COMMIT)
    return PullRequest(
        schema_name="gitcab.facts/1",
        repository="",
        number=0,
        author=rfc.requested_by,
        draft=False,
        opened_at=moment,
        base=tip,
        head=tip,
        commits=(),
        reviews=(),
        as_of=moment,
    )
