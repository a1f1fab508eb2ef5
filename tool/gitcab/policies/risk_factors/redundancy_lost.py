"""Items whose redundancy group or quorum could lose a member when every item that is touched fails."""

from gitcab.graph.redundancy import redundancy_lost
from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._wording import counted, named


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    each = points.redundancy_lost
    lost = redundancy_lost(case.inventory, case.relations, case.worst.states) if each else ()
    if each is None or not lost:
        return None
    return min(
        each.each * len(lost), each.at_most
    ), f"{counted(len(lost), 'item')} could lose redundancy: {named(lost)}"


FACTOR = Factor(_judge, "leave out items that others count on as their second")
