"""How many of an item's own closed changes failed; of several items the worst counts."""

from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._record import worst_record


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    items = {item.id for item in case.items}
    return worst_record(items, case.history.of_item, points.item_failed_before)


FACTOR = Factor(_judge)
