"""How risky a change is: points by the policy, on the worse of today's estate and the one at its start."""

from collections.abc import Iterator
from datetime import datetime

from gitcab.model.basis import TODAY, Basis
from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate, Inventory
from gitcab.model.records._risk_points import Levels, RiskSection
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.risk import Level, Point, Risk
from gitcab.planning.planned import planned
from gitcab.planning.projection import projected
from gitcab.policies.descent import descent
from gitcab.policies.history import history
from gitcab.policies.priority import priority
from gitcab.policies.risk_factors import Circumstances, factors


def risk(estate: Estate, policy: Policy, entry: Entry[RequestForChange], now: datetime) -> Risk | None:
    """The risk of a change, None where the policy has no `risk` section.

    Of two estates that give equally many points today's is told. A change that has started by `now`
    (aware) is judged on today's alone.
    """
    if policy.risk is None:
        return None
    past = history(estate.inventory, without=entry.id)
    judged = [
        _judged(
            Circumstances(entry, inventory, estate.relations, estate.classes, past, policy.time_zone),
            basis,
            policy.risk,
        )
        for inventory, basis in _bases(estate.inventory, entry, now)
    ]
    return max(judged, key=lambda one: one.total)


def _bases(inventory: Inventory, entry: Entry[RequestForChange], now: datetime) -> Iterator[tuple[Inventory, Basis]]:
    change = planned(entry, inventory)
    if change is None or change.interval.start <= now:
        yield inventory, TODAY
        return
    start = change.interval.start
    later = projected(inventory, start)
    yield inventory, Basis(unfit=later.unfit)
    yield later.inventory, Basis(start, later.applied, later.unfit)


def _judged(case: Circumstances, basis: Basis, section: RiskSection) -> Risk:
    points = tuple(sorted(_points(case, section), key=lambda one: (-one.points, one.factor)))
    total = sum(one.points for one in points)
    level = level_of(total, section.levels)
    scored = {one.factor for one in points}
    return Risk(
        rfc=case.entry.id,
        title=case.rfc.title,
        level=level,
        total=total,
        points=points,
        silent=tuple(name for name in factors() if name not in scored),
        descent=descent(points, total, level, section.levels),
        priority=priority(case),
        basis=basis,
    )


def _points(case: Circumstances, section: RiskSection) -> Iterator[Point]:
    for name, factor in factors().items():
        scored = factor.judge(case, section.points)
        if scored and scored[0]:
            yield Point(name, *scored, factor.mend)


def level_of(total: int, levels: Levels) -> Level:
    """The level that so many points mean."""
    bounds = {Level.VERY_HIGH: levels.very_high, Level.HIGH: levels.high, Level.MODERATE: levels.moderate}
    return next((level for level, bound in bounds.items() if total >= bound), Level.LOW)
