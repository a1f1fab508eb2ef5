"""It starts soon after it was raised, the day in its id; emergencies have a factor of their own."""

from gitcab.model.moment import read_date
from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._wording import counted


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    notice = points.short_notice
    if notice is None or case.planned is None or case.rfc.type == "emergency":
        return None
    raised = read_date(case.rfc.id[4:14])
    days = (case.planned.interval.start.astimezone(case.zone).date() - raised).days
    if days >= notice.days:
        return None
    return notice.points, f"it starts {counted(max(days, 0), 'day')} after it was raised; {notice.days} are asked for"


FACTOR = Factor(_judge, "start later")
