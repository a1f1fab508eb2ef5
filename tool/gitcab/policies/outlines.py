"""The requests for change of a pull request in outline: what each asks for, whom it hits, how risky it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from gitcab.graph.rfc_impact import Case, impact_of_rfc
from gitcab.model.change_set import ChangeSet, RecordChange, Sort
from gitcab.model.entry import Entry
from gitcab.model.gate import Outline, ServiceHit
from gitcab.model.impact import Impact, State
from gitcab.model.inventory import Estate
from gitcab.model.moment import instant, zone
from gitcab.model.records._plans import Backout
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.risk import Risk
from gitcab.planning.planned import PlannedChange, planned, total_minutes
from gitcab.policies.risk import risk

_OVER = frozenset({"review", "closed", "canceled"})


def outlines(changes: ChangeSet, before: Estate, after: Estate, policy: Policy, now: datetime) -> tuple[Outline, ...]:
    """One for each request for change that is new or edited, the most risky first.

    Judged by the relations, classes and policy of the base, on both estates; the worse is told.
    """
    merged = replace(after, relations=before.relations, classes=before.classes)
    estates = (before, merged)
    found = (
        _outline(change, entry, estates, policy, now)
        for change in changes.changes
        if change.kind == RequestForChange.__name__ and change.sort is not Sort.DELETED
        if (entry := after.inventory.get(RequestForChange, change.id))
    )
    return tuple(sorted(found, key=lambda one: (-one.level, one.rfc)))


def _outline(
    change: RecordChange, entry: Entry[RequestForChange], estates: tuple[Estate, Estate], policy: Policy, now: datetime
) -> Outline:
    rfc = entry.record
    if rfc.state in _OVER:
        return Outline(rfc.id, rfc.title, rfc.type, change)
    expected, worst = (_impacts(rfc, estates, case) for case in ("expected", "worst"))
    place = planned(entry, estates[1].inventory)
    backout = rfc.plans.backout if isinstance(rfc.plans.backout, Backout) else None
    return Outline(
        rfc.id,
        rfc.title,
        rfc.type,
        change,
        interval=place.interval if place else None,
        zone=zone((rfc.schedule.time_zone if rfc.schedule else None) or "UTC"),
        expected=max(expected, key=_gravity),
        worst=max(worst, key=_gravity),
        services=_services(expected, estates),
        services_at_worst=_services(worst, estates),
        risk=_risk(entry, estates, policy, now),
        minutes=_minutes(place) if place else None,
        backout_minutes=backout.minutes if backout else None,
        undo_until=_undo_until(rfc, backout),
    )


def _impacts(rfc: RequestForChange, estates: Sequence[Estate], case: Case) -> Sequence[Impact]:
    return [impact_of_rfc(one.inventory, one.relations, one.classes, rfc, case) for one in estates]


def _gravity(impact: Impact) -> tuple[int, ...]:
    return tuple(impact.count(state) for state in (State.DOWN, State.DEGRADED, State.AT_RISK))


def _services(impacts: Sequence[Impact], estates: Sequence[Estate]) -> tuple[ServiceHit, ...]:
    """The services that are degraded or down in one of the estates, those that are touched included."""
    hit: dict[str, State] = {}
    for impact, estate in zip(impacts, estates, strict=True):
        for hit_id, state in impact.states.items():
            if state >= State.DEGRADED and _is_service(hit_id, estate):
                hit[hit_id] = max(state, hit.get(hit_id, State.UP))
    return tuple(sorted(hit.items(), key=lambda one: (-one[1], one[0])))


def _is_service(id: str, estate: Estate) -> bool:
    item = estate.inventory.item(id)
    known = estate.classes.get(item.item_class) if item else None
    return known is not None and known.family == "service"


def _risk(entry: Entry[RequestForChange], estates: tuple[Estate, Estate], policy: Policy, now: datetime) -> Risk | None:
    found = [risk(estate, policy, entry, now) for estate in reversed(estates)]
    return max((one for one in found if one), key=lambda one: one.total, default=None)


def _minutes(change: PlannedChange) -> int | None:
    """How long an effect is felt: that of the longest item, or of all one after the other."""
    felt = [item for item in change.items if item.effect > State.UP]
    lengths = [item.minutes if item.minutes is not None else total_minutes([item.interval]) for item in felt]
    if not lengths:
        return None
    return sum(lengths) if change.rfc.one_at_a_time else max(lengths)


def _undo_until(rfc: RequestForChange, backout: Backout | None) -> datetime | None:
    return next(_instants(rfc, backout.point_of_no_return if backout else None), None)


def _instants(rfc: RequestForChange, text: str | None) -> Iterator[datetime]:
    """The instant that is meant; none where a rule complains of it."""
    try:
        if text:
            yield instant(text, rfc.schedule.time_zone if rfc.schedule else None)
    except ValueError:
        return
