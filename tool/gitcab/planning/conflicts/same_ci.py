"""Two changes touch the same item at the same time, each on the item's own times."""

from collections.abc import Iterator

from gitcab.model.impact import State
from gitcab.model.interval import Interval
from gitcab.model.severity import Severity
from gitcab.planning.conflicts._calendar import Calendar
from gitcab.planning.conflicts._collision import Collision, Gathered
from gitcab.planning.conflicts._overlaps import Claim, overlaps
from gitcab.planning.conflicts._wording import names


def _find(calendar: Calendar) -> Iterator[Collision]:
    harmful: set[tuple[str, ...]] = set()
    gathered = Gathered()
    for one, other, stretch in overlaps(_claims(calendar)):
        rfcs = (one.rfc, other.rfc) if one.rfc < other.rfc else (other.rfc, one.rfc)
        gathered.add(rfcs, [one.key], stretch)
        if one.harms or other.harms:
            harmful.add(rfcs)
    yield from gathered.told(lambda rfcs, items, stretch: _told(rfcs, items, stretch, is_harmful=rfcs in harmful))


def _claims(calendar: Calendar) -> Iterator[Claim]:
    for change in calendar.changes:
        for item in change.items:
            yield Claim(item.id, change.id, item.interval, item.effect > State.UP)


def _told(rfcs: tuple[str, ...], items: tuple[str, ...], stretch: Interval, *, is_harmful: bool) -> Collision:
    return Collision(
        rfcs,
        items,
        stretch,
        Severity.ERROR if is_harmful else Severity.WARNING,
        f"both touch {names(items)} at the same time" + ("" if is_harmful else ", though neither expects an effect"),
        "move one of them, or make one change of the two",
    )


FIND = _find
