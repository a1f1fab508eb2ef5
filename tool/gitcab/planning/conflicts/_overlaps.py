"""The sweep over time: who overlaps whom, without comparing all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gitcab.model.interval import Interval


class Claim(NamedTuple):
    """Something that a change has to do with `key` (an item, a service) for a while; `harms` if it has an effect."""

    key: str
    rfc: str
    interval: Interval
    harms: bool = True


Meeting = tuple[Claim, Claim, Interval]
"""Two claims of different changes on one key, and the stretch that they share."""


def overlaps(claims: Iterable[Claim]) -> Iterator[Meeting]:
    """Any two claims that meet."""
    for together in _by_key(claims):
        running: list[Claim] = []
        for claim in together:
            running = _still(running, claim)
            yield from ((one, claim, _shared(one, claim)) for one in running if one.rfc != claim.rfc)
            running.append(claim)


def crossings(claims: Iterable[Claim], others: Iterable[Claim]) -> Iterator[Meeting]:
    """Any claim and other claim that meet."""
    facing = {key: together for together in _by_key(others) for key in [together[0].key]}
    for together in _by_key(claims):
        yield from _crossings(together, facing.get(together[0].key, []))


def _crossings(claims: list[Claim], others: list[Claim]) -> Iterator[Meeting]:
    """Merges two lists in the order of their starts; each new claim meets those that still run opposite."""
    sides = (claims, others)
    running: tuple[list[Claim], list[Claim]] = ([], [])
    merged = sorted(((claim, side) for side in (0, 1) for claim in sides[side]), key=lambda one: one[0].interval.start)
    for claim, side in merged if others else ():
        running[1 - side][:] = _still(running[1 - side], claim)
        running[side].append(claim)
        for one in running[1 - side]:
            if one.rfc != claim.rfc:
                yield *((claim, one) if side == 0 else (one, claim)), _shared(one, claim)


def _shared(earlier: Claim, later: Claim) -> Interval:
    return Interval(later.interval.start, min(earlier.interval.end, later.interval.end))


def _still(running: list[Claim], claim: Claim) -> list[Claim]:
    return [one for one in running if one.interval.end > claim.interval.start]


def _by_key(claims: Iterable[Claim]) -> Iterable[list[Claim]]:
    """The claims on each key in the order of their starts."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.key].append(claim)
    for together in found.values():
        together.sort(key=lambda claim: claim.interval.start)
    return found.values()
