"""How many of the owning team's closed changes failed; of several owners the worst counts."""

from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._record import worst_record


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    owners = {item.owner for item in case.items}
    return worst_record(owners, case.history.of_owner, points.owner_failed_before)


FACTOR = Factor(_judge)
