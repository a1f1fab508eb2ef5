"""A change touches, or degrades as expected, an item under a freeze, and no exception lets it."""

from collections.abc import Iterator, Mapping

from gitcab.model.interval import Interval, united
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.severity import Severity
from gitcab.planning.conflicts._calendar import Calendar
from gitcab.planning.conflicts._collision import Collision
from gitcab.planning.conflicts._footprint import Footprint
from gitcab.planning.conflicts._windowed import Cover, Stretches
from gitcab.planning.conflicts._wording import names
from gitcab.planning.windows import is_excepted

_SEVERITIES = {"hard": Severity.ERROR, "soft": Severity.WARNING}


def _find(calendar: Calendar) -> Iterator[Collision]:
    cover = Cover(calendar, "freeze")
    when = {one.id: Stretches(united(calendar.occurrences(one))) for one in cover.windows}
    for footprint in calendar.wanted if cover.windows else ():
        frozen = _frozen(footprint, cover, when)
        for window in cover.windows:
            if hit := _not_excepted(frozen.get(window.id, {}), footprint, window, calendar):
                yield _told(footprint.id, window, hit, cover)


def _frozen(footprint: Footprint, cover: Cover, when: Mapping[str, Stretches]) -> dict[str, dict[str, Interval]]:
    """For each window the items that are hit while it is in force, and when."""
    found: dict[str, dict[str, Interval]] = {}
    for item, interval in footprint.touches_and_harms():
        for window in cover.over(item):
            if common := when[window].inside(interval):
                hit = found.setdefault(window, {})
                hit[item] = hit[item].hull(common) if item in hit else common
    return found


def _not_excepted(
    hit: Mapping[str, Interval], footprint: Footprint, window: ChangeWindow, calendar: Calendar
) -> dict[str, Interval]:
    start = footprint.change.interval.start
    return {
        item: stretch
        for item, stretch in hit.items()
        if not any(is_excepted(window, footprint.id, start, item, one) for one in calendar.selections)
    }


def _told(rfc: str, window: ChangeWindow, hit: Mapping[str, Interval], cover: Cover) -> Collision:
    items = tuple(sorted(hit))
    stretch = Interval(min(one.start for one in hit.values()), max(one.end for one in hit.values()))
    message = f"{window.strictness} freeze {window.id} is over {names(items)} ({cover.over(items[0])[window.id]})"
    hint = f"move it out of the freeze, or ask for an exception: changes/windows/, {window.id}, exceptions: rfc: {rfc}"
    return Collision((rfc,), items, stretch, _SEVERITIES[window.strictness], message, hint)


FIND = _find
