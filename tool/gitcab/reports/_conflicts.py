"""Conflicts in sentences, the same for people in every format."""

from datetime import UTC, tzinfo

from gitcab.model.conflict import Conflict, Conflicts
from gitcab.model.interval import Interval
from gitcab.model.severity import Severity
from gitcab.reports._wording import Quote, counted, listed

_DAY, _MINUTE = "%Y-%m-%d", "%H:%M"


def conflicts_in_words(found: Conflicts) -> str:
    """`1 error, 2 warnings, 0 notes in 18 changes`, and how many of them are accepted."""
    changes = counted(found.judged, "change")
    if not found.conflicts:
        return f"{changes} judged, none collides."
    counts = ", ".join(counted(found.count(severity), severity.value) for severity in reversed(Severity))
    accepted = sum(one.accepted is not None for one in found.conflicts)
    return f"{counts} in {changes}" + (f"; {accepted:,} of them accepted" if accepted else "")


def when(conflict: Conflict) -> str:
    """The stretch in the first change's own time, and in UTC."""
    if conflict.interval is None:
        return "whatever the time"
    in_utc = _stretch(conflict.interval, UTC, "UTC")
    if conflict.zone is None or conflict.zone.key == "UTC":
        return in_utc
    return f"{_stretch(conflict.interval, conflict.zone, conflict.zone.key)} ({in_utc})"


def _stretch(interval: Interval, zone: tzinfo, name: str) -> str:
    start, end = interval.start.astimezone(zone), interval.end.astimezone(zone)
    day = "" if start.date() == end.date() else f"{end:{_DAY}} "
    return f"{start:{_DAY} {_MINUTE}} to {day}{end:{_MINUTE}} {name}"


def facts(conflict: Conflict, quote: Quote = str, limit: int = 12) -> list[tuple[str, str]]:
    """What there is to say beside the message, each with its label; every service is named, of other items `limit`."""
    others = [one for one in conflict.configuration_items if one not in conflict.services]
    told = [
        ("when", when(conflict)),
        ("services", ", ".join(map(quote, conflict.services))),
        ("configuration items", listed(others, quote, limit) if others else ""),
        ("read from", listed(conflict.origins, quote) if conflict.origins else ""),
        ("accepted", quote(conflict.accepted) if conflict.accepted else ""),
    ]
    return [(label, text) for label, text in told if text]
