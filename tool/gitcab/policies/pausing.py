"""Recording that nothing happens for now, that it goes on, or that it was given up."""

from datetime import datetime

from gitcab.model.moment import written_time
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.policies.moves import Move, demand_step, to_state
from gitcab.policies.refusal import Refused
from gitcab.store.editing import Put


def held(rfc: RequestForChange, reason: str, now: datetime) -> Move:
    """The change on hold from that moment; a change whose work is over cannot be."""
    _demand_open(rfc)
    if rfc.on_hold is not None:
        raise Refused(f"{rfc.id} is on hold already: {rfc.on_hold.reason}", f"gitcab rfc hold {rfc.id} --release")
    hold = {"reason": reason, "since": written_time(now, zone_of(rfc))}
    return Move((Put(("on_hold",), hold, after="state"),), f"gitcab rfc hold {rfc.id} --release")


def released(rfc: RequestForChange) -> Move:
    """The change going on again."""
    _demand_open(rfc)
    if rfc.on_hold is None:
        raise Refused(f"{rfc.id} is not on hold", f"gitcab rfc show {rfc.id}")
    return Move((Put(("on_hold",), None),), f"gitcab rfc show {rfc.id}")


def canceled(rfc: RequestForChange, reason: str, by: str | None, now: datetime) -> Move:
    """The change given up, which is legal until its work is over; a hold ends with it."""
    demand_step(rfc, "canceled")
    cancellation = {"reason": reason, "at": written_time(now, zone_of(rfc)), **({"by": by} if by else {})}
    ends_hold = (Put(("on_hold",), None),) if rfc.on_hold else ()
    changes = (to_state("canceled"), *ends_hold, Put(("cancellation",), cancellation))
    return Move(changes, f"gitcab rfc show {rfc.id}")


def zone_of(rfc: RequestForChange) -> str | None:
    """The zone in which the record's local times are meant."""
    return rfc.schedule.time_zone if rfc.schedule else None


def _demand_open(rfc: RequestForChange) -> None:
    if rfc.state in ("review", "closed", "canceled"):
        raise Refused(f"{rfc.id} is in '{rfc.state}': there is nothing left to hold", f"gitcab rfc show {rfc.id}")
