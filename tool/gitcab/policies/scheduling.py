"""Asking the board for a change: all that is planned, and the state `scheduled`."""

from collections.abc import Iterator, Mapping
from typing import Any

from gitcab.model.records._plans import Backout
from gitcab.model.records._record import steps_of
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.policies.moves import Move, demand_step, to_state
from gitcab.policies.refusal import Refused
from gitcab.store.editing import Change, Put

_PLANS = ("implementation", "test")


def scheduled(rfc: RequestForChange, given: Mapping[str, Any]) -> Move:
    """The move to `scheduled` with what is given: schedule, assignees, justification, plans.

    What is scheduled already may be scheduled anew, which the board decides again. What is still
    missing is told by the rules, all at once, when the record is judged.
    """
    named = {name: value for name, value in given.items() if value not in (None, (), [])}
    if rfc.state != "scheduled":
        demand_step(rfc, "scheduled")
    elif not named:
        raise Refused(f"{rfc.id} is scheduled already", "say what is to be different, as --start and --end")
    return Move(
        (to_state("scheduled"), *_schedule(named), *_people(named), *_plans(rfc, named)), f"gitcab impact {rfc.id}"
    )


def _schedule(named: Mapping[str, Any]) -> Iterator[Change]:
    for name in ("start", "end", "time_zone"):
        if name in named:
            yield Put(("schedule", name), named[name], after="configuration_items")


def _people(named: Mapping[str, Any]) -> Iterator[Change]:
    if "assigned_to" in named:
        yield Put(("assigned_to",), list(named["assigned_to"]), after="requested_by")
    if "justification" in named:
        yield Put(("justification",), named["justification"], after="assigned_to")


def _plans(rfc: RequestForChange, named: Mapping[str, Any]) -> Iterator[Change]:
    for name in _PLANS:
        if name in named:
            yield Put(("plans", name), list(named[name]), after="schedule")
    if "backout" in named or "backout_minutes" in named:
        yield Put(("plans", "backout"), _backout(rfc, named), after="schedule")


def _backout(rfc: RequestForChange, named: Mapping[str, Any]) -> dict[str, Any]:
    """The way back with what is given; Refused for minutes without any steps."""
    present = rfc.plans.backout
    plain = (
        present.model_dump(mode="json", exclude_unset=True)
        if isinstance(present, Backout)
        else {"steps": list(steps_of(present))}
    )
    plain |= {"steps": list(named["backout"])} if "backout" in named else {}
    plain |= {"minutes": named["backout_minutes"]} if "backout_minutes" in named else {}
    if not plain["steps"]:
        raise Refused("the way back has no steps that could take so long", "--backout STEP, repeated for each")
    return plain
