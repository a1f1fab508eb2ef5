"""Recording that the work has begun."""

from collections.abc import Iterator
from datetime import datetime

from gitcab.model.interval import Interval
from gitcab.model.inventory import Inventory
from gitcab.model.moment import written_time
from gitcab.model.records._plans import Schedule
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.transition import is_done
from gitcab.policies.moves import Move, demand_step, to_state
from gitcab.policies.refusal import Refused
from gitcab.store.editing import Put


def started(rfc: RequestForChange, inventory: Inventory, now: datetime, *, anyway: bool) -> Move:
    """The move to `implement`, the work having begun at that moment.

    Outside its window it is only remarked on: what has happened is never refused as bad news. On
    hold it is refused, and so it is while predecessors are unfinished, unless it was started anyway.
    """
    demand_step(rfc, "implement")
    if rfc.on_hold is not None:
        raise Refused(f"{rfc.id} is on hold: {rfc.on_hold.reason}", f"gitcab rfc hold {rfc.id} --release")
    waiting = tuple(_unfinished(rfc, inventory))
    if waiting and not anyway:
        hint = "finish these first; if the work has begun all the same, record it with --anyway"
        raise Refused(f"{rfc.id} comes after {', '.join(waiting)}", hint)
    zone = rfc.schedule.time_zone if rfc.schedule else None
    changes = (to_state("implement"), Put(("review", "start"), written_time(now, zone)))
    remarks = (*_outside(rfc.schedule, now), *(f"begun before {one}" for one in waiting))
    return Move(changes, f"gitcab rfc finish {rfc.id}", remarks)


def _unfinished(rfc: RequestForChange, inventory: Inventory) -> Iterator[str]:
    for name in rfc.after:
        entry = inventory.get(RequestForChange, name)
        state = entry.record.state if entry else "not there"
        if not is_done(state):
            yield f"{name} ({state})"


def _outside(schedule: Schedule | None, now: datetime) -> Iterator[str]:
    try:
        window = Interval.between(schedule.start, schedule.end, schedule.time_zone) if schedule else None
    except ValueError:
        return
    if window and now < window.start:
        yield "this is before its window opens; conflicts were judged for the window only"
    elif window and now >= window.end:
        yield "its window has closed; conflicts were judged for the window only"
