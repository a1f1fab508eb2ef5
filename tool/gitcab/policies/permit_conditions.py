"""The conditions of a permit that the record itself answers: state, window, hold and predecessors."""

from collections.abc import Iterator
from datetime import datetime

from gitcab.model.inventory import Inventory
from gitcab.model.moment import written_time
from gitcab.model.permit import Condition
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.transition import is_done, is_planned
from gitcab.planning.planned import PlannedChange

OPEN = ("scheduled", "implement")
"""The states in which a change may be carried out."""


def state(rfc: RequestForChange) -> Condition:
    """Whether it is authorised, and not over."""
    if rfc.state in OPEN:
        return Condition("state", True, f"it is in {rfc.state}")
    if is_planned(rfc.state):
        return Condition("state", False, f"it is in {rfc.state}, not authorised yet", f"gitcab rfc schedule {rfc.id}")
    return Condition("state", False, f"it is in {rfc.state}, so its work is over", "gitcab rfc new")


def window(rfc: RequestForChange, placed: PlannedChange | None, now: datetime) -> Condition:
    """Whether its window is open at that moment (aware)."""
    again = f"gitcab rfc schedule {rfc.id}, and have it authorised"
    if placed is None:
        return Condition("window", False, "it has no schedule that means a stretch of time", again)
    start, end = (_local(moment, rfc) for moment in (placed.interval.start, placed.interval.end))
    if now < placed.interval.start:
        return Condition("window", False, f"its window opens only at {start}", "wait until then")
    if now >= placed.interval.end:
        return Condition("window", False, f"its window has closed at {end}", again)
    return Condition("window", True, f"its window is open until {end}")


def _local(moment: datetime, rfc: RequestForChange) -> str:
    zone = rfc.schedule.time_zone if rfc.schedule else None
    return f"{written_time(moment, zone)}{f' in {zone}' if zone else ''}"


def hold(rfc: RequestForChange) -> Condition:
    """Whether it goes on."""
    if rfc.on_hold is None:
        return Condition("hold", True, "it is not on hold")
    return Condition("hold", False, f"it is on hold: {rfc.on_hold.reason}", f"gitcab rfc hold {rfc.id} --release")


def predecessors(rfc: RequestForChange, inventory: Inventory) -> Iterator[Condition]:
    """Whether each change that must come before it is done, and has succeeded."""
    accepted = {one.rfc for one in rfc.accepted_conflicts if one.type == "unfinished_predecessor"}
    for name in dict.fromkeys(rfc.after):
        entry = inventory.get(RequestForChange, name)
        why = _unfinished(name, entry.record if entry else None)
        if why and (name in accepted or rfc.type == "emergency"):
            passed = "accepted" if name in accepted else "an emergency is only warned"
            yield Condition("predecessor", True, f"{why} ({passed})")
        elif why:
            yield Condition("predecessor", False, why, f"gitcab rfc show {name}")
        else:
            yield Condition("predecessor", True, f"{name}, which comes before it, is done")


def _unfinished(name: str, rfc: RequestForChange | None) -> str | None:
    if rfc is None or not is_done(rfc.state):
        return f"{name} must be done before it, and is {f'in {rfc.state}' if rfc else 'not there'}"
    review = rfc.review
    failed = review is not None and (review.close_code == "unsuccessful" or review.backed_out is True)
    return f"{name} must be done before it, and did not succeed" if failed else None
