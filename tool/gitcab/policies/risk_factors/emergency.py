"""It is an emergency: the plans are short, and the board meets afterwards."""

from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    return (points.emergency, "it is an emergency") if case.rfc.type == "emergency" else None


FACTOR = Factor(_judge)
