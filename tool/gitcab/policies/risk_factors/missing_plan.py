"""Plans that are missing; a change without a test plan is untested."""

from gitcab.model.records._risk_points import PlanPoints, RiskPoints
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._wording import named


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    table = points.missing_plan or PlanPoints()
    plans = case.rfc.plans
    missing = [name for name in PlanPoints.model_fields if getattr(table, name) and not getattr(plans, name)]
    if not missing:
        return None
    return sum(getattr(table, name) for name in missing), f"there is no plan of {named(missing)}"


FACTOR = Factor(_judge, "write the missing plans")
