"""Going back takes longer than what is left of the window after the last moment to decide on it."""

from datetime import timedelta

from gitcab.model.moment import instant
from gitcab.model.records._plans import Backout
from gitcab.model.records._risk_points import RiskPoints
from gitcab.planning.planned import PlannedChange
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    backout = case.rfc.plans.backout
    if backout is None:
        return None
    if not isinstance(backout, Backout) or backout.minutes is None:
        return points.backout_does_not_fit, "the backout plan does not say how many minutes it takes"
    left = _minutes_left(case.planned, backout.point_of_no_return) if case.planned else None
    if left is None or backout.minutes <= left:
        return None
    return (
        points.backout_does_not_fit,
        f"going back takes {backout.minutes} minutes; {max(left, 0)} are left for it",
    )


def _minutes_left(change: PlannedChange, point_of_no_return: str | None) -> int | None:
    """From the point of no return, or else from the start, to the end; None where the time means no instant."""
    schedule = change.rfc.schedule
    try:
        start = instant(point_of_no_return, schedule.time_zone if schedule else None) if point_of_no_return else None
    except ValueError:
        return None
    return (change.interval.end - (start or change.interval.start)) // timedelta(minutes=1)


FACTOR = Factor(_judge, "make the window longer, decide earlier, or write how long going back takes")
