"""The environments in which something is touched."""

from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._wording import named


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    touched = {item.environment for item in case.items if item.environment}
    counting = sorted(one for one in touched if points.environments.get(one))
    if not counting:
        return None
    return sum(points.environments[one] for one in counting), f"it touches {named(counting)}"


FACTOR = Factor(_judge)
