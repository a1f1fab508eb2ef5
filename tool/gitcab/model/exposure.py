"""What a change exposes the estate to: whom it hits, how risky it is, what it collides with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gitcab.model.conflict import Conflict
from gitcab.model.impact import State
from gitcab.model.in_words import plural
from gitcab.model.risk import Level

_TOLD = 4


@dataclass(frozen=True, slots=True)
class Exposure:
    """Of one change or of several: the worse of the estates that it was judged on.

    `expected` and `worst` are the states of all items that would not be up, touched ones included;
    `owners` are the teams of each such item, `services` those items that are services. `risk` is None
    where no policy says what risk is, `conflicts` are those that nobody has accepted,
    `freezes` those with freezes, accepted or not.
    """

    expected: Mapping[str, State] = field(default_factory=dict)
    worst: Mapping[str, State] = field(default_factory=dict)
    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)
    services: frozenset[str] = frozenset()
    criticalities: Mapping[str, frozenset[str]] = field(default_factory=dict)
    risk: Level | None = Level.LOW
    conflicts: tuple[Conflict, ...] = ()
    freezes: tuple[Conflict, ...] = ()

    @property
    def services_hit(self) -> frozenset[str]:
        """The services that are degraded or down in the worst case."""
        return frozenset(one for one in self.services if self.worst.get(one, State.UP) >= State.DEGRADED)

    @property
    def owners_hit(self) -> frozenset[str]:
        """The owners of all that is degraded or down in the worst case."""
        hit = (item for item, state in self.worst.items() if state >= State.DEGRADED)
        return frozenset(owner for item in hit for owner in self.owners.get(item, ()))


def together(exposures: Iterable[Exposure]) -> Exposure:
    """The worst of all of them."""
    every = list(exposures)
    conflicts = {(one.type, one.rfcs, one.severity): one for exposure in every for one in exposure.conflicts}
    risks = [one.risk for one in every]
    return Exposure(
        expected=_worst(one.expected for one in every),
        worst=_worst(one.worst for one in every),
        owners=_united(one.owners for one in every),
        services=frozenset(service for one in every for service in one.services),
        criticalities=_united(one.criticalities for one in every),
        risk=None if None in risks else max((one for one in risks if one is not None), default=Level.LOW),
        conflicts=tuple(conflicts.values()),
        freezes=tuple(one for exposure in every for one in exposure.freezes),
    )


def growth(then: Exposure, now: Exposure) -> Iterator[str]:
    """Each way in which the exposure has become worse, in words; nothing where it has not."""
    worse = [item for item, state in _harmed(now.expected).items() if state > then.expected.get(item, State.UP)]
    yield from _told(worse, "is expected to be hit harder", "are expected to be hit harder")
    yield from _told(now.services_hit - then.services_hit, "could be hit, a service", "could be hit, services")
    yield from _told(now.owners_hit - then.owners_hit, "owns something that could be hit", "own what could be hit")
    if now.risk is not None and now.risk > (then.risk or Level.LOW):
        yield f"the risk is {now.risk.word.replace('_', ' ')} now"
    before = _gravity(then)
    for (kind, rfcs), rank in sorted(_gravity(now).items()):
        if rank > before.get((kind, rfcs), -1):
            yield f"there is a new conflict, {kind}, of {' and '.join(rfcs)}"


def _harmed(states: Mapping[str, State]) -> Mapping[str, State]:
    return {item: state for item, state in states.items() if state >= State.DEGRADED}


def _told(names: Iterable[str], one: str, many: str) -> Iterator[str]:
    ordered = sorted(names)
    if ordered:
        more = f" and {len(ordered) - _TOLD} more" if len(ordered) > _TOLD else ""
        yield f"{', '.join(ordered[:_TOLD])}{more} {plural(len(ordered), one, many)}"


def _gravity(exposure: Exposure) -> Mapping[tuple[str, tuple[str, ...]], int]:
    """How grave each conflict is."""
    return {(one.type, one.rfcs): one.severity.rank for one in exposure.conflicts}


def _worst(states: Iterable[Mapping[str, State]]) -> Mapping[str, State]:
    worst: dict[str, State] = {}
    for one in states:
        for item, state in one.items():
            worst[item] = max(state, worst.get(item, State.UP))
    return dict(sorted(worst.items()))


def _united(sets: Iterable[Mapping[str, frozenset[str]]]) -> Mapping[str, frozenset[str]]:
    united: dict[str, frozenset[str]] = {}
    for one in sets:
        for key, values in one.items():
            united[key] = united.get(key, frozenset()) | values
    return dict(sorted(united.items()))
