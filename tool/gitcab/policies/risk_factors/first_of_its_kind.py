"""No closed change has touched such a field of such a class before."""

from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.history import Kind, kinds_of
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._wording import named


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    new = set(kinds_of(case.rfc, case.inventory)) - case.history.kinds
    if not new:
        return None
    told = sorted({_words(kind) for kind in new if kind[1] == "" or (kind[0], "") not in new})
    return points.first_of_its_kind, f"no closed change has touched {named(told)} before"


def _words(kind: Kind) -> str:
    item_class, field = kind
    return f"{field} of a {item_class}" if field else f"a {item_class}"


FACTOR = Factor(_judge)
