"""A service is expected to be hit while its service hours run."""

from gitcab.model.impact import State
from gitcab.model.interval import Interval
from gitcab.model.records._risk_points import RiskPoints
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.service_hours import ServiceHours
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored
from gitcab.policies.risk_factors._wording import named


def _judge(case: Circumstances, points: RiskPoints) -> Scored | None:
    promised = [item for item, _ in case.services(case.expected) if "service_hours" in item.attributes]
    if not promised:
        return None
    if case.planned is None:
        return points.in_service_hours, "a service is hit, and no schedule says that it is outside its hours"
    felt = [one.interval for one in case.planned.items if one.effect > State.UP]
    hit = sorted(item.id for item in promised if _runs(item, felt, case))
    return (points.in_service_hours, f"within service hours it hits {named(hit)}") if hit else None


def _runs(service: ConfigurationItem, felt: list[Interval], case: Circumstances) -> bool:
    """Hours that nobody can read count as round the clock."""
    try:
        hours = ServiceHours.parse(str(service.attributes["service_hours"]))
    except ValueError:
        return True
    return any(hours.overlap(interval, case.zone) for interval in felt)


FACTOR = Factor(_judge, "move it out of the service hours")
