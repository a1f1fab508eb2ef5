"""Two changes both degrade one service, as expected, at the same time."""

from collections.abc import Iterator

from gitcab.model.interval import Interval
from gitcab.model.severity import Severity
from gitcab.planning.conflicts._calendar import Calendar
from gitcab.planning.conflicts._collision import Collision, Gathered
from gitcab.planning.conflicts._overlaps import Claim, overlaps
from gitcab.planning.conflicts._wording import names


def _find(calendar: Calendar) -> Iterator[Collision]:
    gathered = Gathered()
    for one, other, stretch in overlaps(_claims(calendar)):
        gathered.add((one.rfc, other.rfc), [one.key], stretch)
    yield from gathered.told(_told)


def _claims(calendar: Calendar) -> Iterator[Claim]:
    for footprint in calendar.footprints:
        for phase in footprint.phases:
            yield from (Claim(hit, phase.rfc, phase.interval) for hit in phase.states if calendar.is_service(hit))


def _told(rfcs: tuple[str, ...], items: tuple[str, ...], stretch: Interval) -> Collision:
    message = f"both disturb {names(items)}, so neither can be told from the other when something fails"
    return Collision(rfcs, items, stretch, Severity.WARNING, message, "move one of them, or agree who watches")


FIND = _find
