"""How many items are touched, added or retired."""

from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._wording import counted


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    each, number = points.configuration_items, len(case.items)
    if each is None or not number:
        return None
    return min(each.each * number, each.at_most), f"it touches {counted(number, 'item')}"


FACTOR = Factor(_judge, "split the change")
