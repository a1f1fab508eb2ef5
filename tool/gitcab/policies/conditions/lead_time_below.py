"""The change starts in less than that time: `36h`, `3d`. One whose start is not known starts at once."""

from datetime import datetime, timedelta

from gitcab.model.moment import instant
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def length_of(duration: str) -> timedelta:
    """`36h` or `3d` as a length of time."""
    number = int(duration[:-1])
    return timedelta(hours=number) if duration.endswith("h") else timedelta(days=number)


def _holds(wanted: str, subject: Subject, hearing: Hearing) -> str | None:
    if subject.rfc is None:
        return None
    start = _start(subject.rfc)
    if start is None:
        return "nobody knows when it starts"
    return f"it starts in less than {wanted}" if start - hearing.now < length_of(wanted) else None


def _start(rfc: RequestForChange) -> datetime | None:
    if rfc.schedule is None:
        return None
    try:
        return instant(rfc.schedule.start, rfc.schedule.time_zone)
    except ValueError:
        return None


CONDITION = Condition(_holds)
