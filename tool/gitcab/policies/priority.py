"""How soon a change's turn comes: the usual matrix of its computed impact and its urgency."""

from gitcab.model.records.configuration_item import Criticality
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.risk import Priority
from gitcab.policies.risk_factors import Circumstances

_IMPACT = {"critical": "high", "high": "high", "medium": "medium", "low": "low"}
_GRADES = ("high", "medium", "low")


def priority(case: Circumstances) -> Priority:
    """The impact is that of the most critical service which is hit as expected; none hit is low.

    A service that does not say how critical it is counts as critical. Impact and urgency, each high,
    medium or low, add up to the rank: high and high is 1, low and low is 5.
    """
    hit = case.services(case.expected)
    worst = min(hit, key=lambda one: (_rank(one[0].criticality), one[0].id), default=None)
    if worst is None:
        return _priority("low", case.rfc, "no service is expected to be hit")
    item, state = worst
    criticality = item.criticality or "critical"
    reason = f"{item.id}, {criticality}, is expected to be {state.word}"
    return _priority(_IMPACT[criticality], case.rfc, reason)


def _rank(criticality: Criticality | None) -> int:
    return tuple(_IMPACT).index(criticality or "critical")


def _priority(impact: str, rfc: RequestForChange, reason: str) -> Priority:
    rank = 1 + _GRADES.index(impact) + _GRADES.index(rfc.urgency)
    return Priority(rank, impact, rfc.urgency, reason)
