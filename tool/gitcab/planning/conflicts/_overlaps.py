"""The sweep over time: who overlaps whom, without comparing all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gitcab.model.interval import Interval


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a change has to do with `key` (an item, a service) for a while; `harms` if it has an effect."""

    key: str
    rfc: str
    interval: Interval
    harms: bool = True


def overlaps(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Any two claims of different changes that overlap on one key."""
    for together in _by_key(claims):
        running: list[Claim] = []
        for claim in together:
            running = _still(running, claim)
            yield from ((one, claim) for one in running if one.rfc != claim.rfc)
            running.append(claim)


def crossings(claims: Iterable[Claim], others: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Any claim and other claim, of different changes, that overlap on one key."""
    facing = {key: together for together in _by_key(others) for key in [together[0].key]}
    for together in _by_key(claims):
        yield from _crossings(together, facing.get(together[0].key, []))


def _crossings(claims: list[Claim], others: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Merges two lists in the order of their starts; each new claim meets those that still run opposite."""
    sides = (claims, others)
    running: tuple[list[Claim], list[Claim]] = ([], [])
    merged = sorted(((claim, side) for side in (0, 1) for claim in sides[side]), key=lambda one: one[0].interval.start)
    for claim, side in merged if others else ():
        running[1 - side][:] = _still(running[1 - side], claim)
        running[side].append(claim)
        for one in running[1 - side]:
            if one.rfc != claim.rfc:
                yield (claim, one) if side == 0 else (one, claim)


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
