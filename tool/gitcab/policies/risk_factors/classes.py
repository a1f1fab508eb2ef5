"""The classes of which something is touched; each counts once."""

from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._wording import named


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    counting = sorted({item.item_class for item in case.items if points.classes.get(item.item_class)})
    if not counting:
        return None
    return sum(points.classes[one] for one in counting), f"it touches items of the class {named(counting)}"


FACTOR = Factor(_judge, "split the change by class")
