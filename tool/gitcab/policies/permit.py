"""May a deployment touch these items now? Condition by condition, by the records of one commit.

One change must cover all the items. Where several do, the first one that allows it is told, else the
one that lacks least.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate
from gitcab.model.moment import zone
from gitcab.model.nearest import did_you_mean
from gitcab.model.permit import Condition, Permit
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.touching import present_id, touched
from gitcab.model.transition import is_planned
from gitcab.planning.planned import planned
from gitcab.policies.freezes import Freezes, throughout
from gitcab.policies.permit_conditions import OPEN, hold, predecessors, state, window

_Change = Entry[RequestForChange]
Outgrown = Callable[[_Change], Sequence[str]]
"""In which ways a change's exposure has outgrown what was authorised."""


@dataclass(frozen=True, eq=False)
class Asked:
    """The question: these items, at that moment (aware), by the records of that estate."""

    items: tuple[str, ...]
    now: datetime
    estate: Estate
    outgrown: Outgrown


def permit(asked: Asked, rfc: str | None = None) -> Permit:
    """The answer, by that change or else by whichever covers the items."""
    inventory = asked.estate.inventory
    present = tuple(dict.fromkeys(present_id(one, inventory) for one in asked.items))
    asked = replace(asked, items=present)
    answers = [_judged(asked, change) for change in _candidates(asked, rfc)]
    best = min(answers, key=lambda one: len(one.failed), default=None)
    return best or Permit(present, asked.now, (_nobody(asked, rfc),), unread=asked.estate.unread)


def _candidates(asked: Asked, rfc: str | None) -> Iterator[_Change]:
    """The change that is named; else those that are not over and cover all items, in the order of ids."""
    inventory = asked.estate.inventory
    if rfc is not None:
        entry = inventory.get(RequestForChange, rfc)
        yield from [entry] if entry else []
        return
    wanted = set(asked.items)
    yield from (one for one in _ahead(asked) if wanted <= touched(one.record, inventory))


def _ahead(asked: Asked) -> Iterator[_Change]:
    for entry in asked.estate.inventory.of_kind(RequestForChange):
        if entry.record.state in OPEN or is_planned(entry.record.state):
            yield entry


def _nobody(asked: Asked, rfc: str | None) -> Condition:
    """Why there is no change to judge."""
    items = ", ".join(asked.items)
    if rfc is not None:
        meant = did_you_mean(rfc, (one.id for one in asked.estate.inventory.of_kind(RequestForChange)))
        mend = meant or "merge the request for change first"
        return Condition("covers", False, f"there is no {rfc} on this branch", mend)
    inventory = asked.estate.inventory
    covered = {one.id: touched(one.record, inventory) & set(asked.items) for one in _ahead(asked)}
    unknown = [one for one in asked.items if inventory.get(ConfigurationItem, one) is None]
    if lost := sorted(set(unknown).difference(*covered.values())):
        meant = did_you_mean(lost[0], (one.id for one in inventory.of_kind(ConfigurationItem)))
        why = f"there is no configuration item {lost[0]} on this branch"
        return Condition("covers", False, why, meant or "gitcab ci list")
    if partly := [change for change, some in covered.items() if some]:
        why = f"no single change covers all of {items}; some are covered by {', '.join(partly)}"
        return Condition("covers", False, why, "ask for the items of each change by themselves")
    return Condition("covers", False, f"no change that is still to come covers {items}", "file one: gitcab rfc new")


def _judged(asked: Asked, change: _Change) -> Permit:
    rfc, estate = change.record, asked.estate
    placed = planned(change, estate.inventory)
    freezes = Freezes(throughout(placed, asked.items), estate, asked.now) if placed else None
    conditions = (
        _covers(asked, change),
        state(rfc),
        window(rfc, placed, asked.now),
        hold(rfc),
        *([freezes.condition()] if freezes else []),
        *predecessors(rfc, estate.inventory),
        *_exposure(asked, change),
    )
    return Permit(
        asked.items,
        asked.now,
        conditions,
        change.id,
        freezes.until() if freezes else None,
        zone(rfc.schedule.time_zone) if rfc.schedule and rfc.schedule.time_zone else None,
        unread=estate.unread,
    )


def _covers(asked: Asked, change: _Change) -> Condition:
    missing = sorted(set(asked.items) - touched(change.record, asked.estate.inventory))
    if missing:
        why = f"{change.id} does not cover {', '.join(missing)}"
        return Condition("covers", False, why, "ask by the change that does, or add the items and have it authorised")
    return Condition("covers", True, f"{change.id} covers {', '.join(asked.items)}")


def _exposure(asked: Asked, change: _Change) -> Iterator[Condition]:
    if change.record.state != "scheduled":
        return
    grown = tuple(asked.outgrown(change))
    if grown:
        why = f"it exposes the estate to more than was authorised: {'; '.join(grown)}"
        mend = f"have {change.id} authorised again: accept or mend what is new in it, and merge that"
        yield Condition("exposure", False, why, mend)
    else:
        yield Condition("exposure", True, "its exposure has not grown since it was authorised")
