"""Services that could be down or degraded when every item that is touched fails, by their criticality."""

from gitcab.model.impact import State
from gitcab.model.records._risk_points import RiskPoints, WorstCaseServices
from gitcab.policies.risk_factors._circumstances import Circumstances, Hit
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._wording import counted, named


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    table = points.worst_case_services
    if table is None:
        return None
    counting = [hit for hit in case.services(case.worst) if _points(hit, table)]
    total = sum(_points(hit, table) for hit in counting)
    most = sorted(counting, key=lambda hit: (-_points(hit, table), hit[0].id))
    told = [f"{item.id} ({state.word}, {item.criticality or 'criticality unknown'})" for item, state in most]
    cap = f"; {total} points, of which {table.at_most} count" if total > table.at_most else ""
    return min(total, table.at_most), f"{counted(len(most), 'service')} could be hit: {named(told)}{cap}"


def _points(hit: Hit, table: WorstCaseServices) -> int:
    item, state = hit
    return (table.down if state is State.DOWN else table.degraded).points(item.criticality)


FACTOR = Factor(_judge, "touch fewer items in one change, or one at a time where there is redundancy")
