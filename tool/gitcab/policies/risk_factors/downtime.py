"""How long items are expected to be out, one after the other, and no longer than the window."""

from datetime import timedelta

from gitcab.model.impact import State
from gitcab.model.records._risk_points import RiskPoints
from gitcab.planning.planned import PlannedItem
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored

_MINUTE = timedelta(minutes=1)


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    downtime = points.downtime
    if downtime is None or State.DOWN not in case.expected.roots.values():
        return None
    if case.planned is None:
        return downtime.at_most, "items are out, and no schedule says for how long at most"
    window = case.planned.interval.length // _MINUTE
    minutes = min(window, sum(_minutes(item) for item in case.planned.items if item.effect is State.DOWN))
    scored = min(minutes // downtime.for_each_minutes * downtime.points, downtime.at_most)
    return (scored, f"items are expected to be out for {minutes} of the window's {window} minutes") if scored else None


def _minutes(item: PlannedItem) -> int:
    return item.minutes if item.minutes is not None else item.interval.length // _MINUTE


FACTOR = Factor(_judge, "shorten the outages, or write how many minutes they really take")
