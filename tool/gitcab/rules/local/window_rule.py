"""A change window repeats by a rule that cannot be used.

## Why
A freeze whose rule cannot be read protects nothing, and one that repeats each second could never be
enumerated. A first start that the rule itself leaves out would be a day off that nobody expects.

## Example
```yaml
kind: ChangeWindow
start: 2026-09-10T06:00
end: 2026-09-11T17:00
time_zone: America/Chicago
rrule: FREQ=MINUTELY;COUNT=5;UNTIL=20270101T000000Z
```

## How to mend
Write a rule of RFC 5545 that repeats hourly at most, with COUNT or UNTIL or neither:
`FREQ=WEEKLY;BYDAY=TH`, `FREQ=MONTHLY;BYDAY=-1FR` (the last Friday). The window's own `start` is its
first occurrence, so it must be one of the rule's times; an UNTIL that is a day counts to its end.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.moment import zone
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.recurrence import Recurrence
from gitcab.rules._rule import Complaint, Demands, LocalRule
from gitcab.rules._times import instants_of

_HINT = "write a rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=TH"


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    window = entry.record
    if not isinstance(window, ChangeWindow) or not window.rrule or not window.time_zone:
        return
    try:
        rule = Recurrence.read(window.rrule, zone(window.time_zone))
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        yield Complaint(entry, message, hint or _HINT, ("rrule",))
        return
    start = instants_of(window).get(("start",))
    if start and not rule.begins(start.astimezone(zone(window.time_zone)).replace(tzinfo=None)):
        message = f"the first start, {window.start}, is none of the rule's times"
        yield Complaint(entry, message, "move start and end to the rule's first occurrence", ("start",))


RULE = LocalRule(Severity.ERROR, _judge)
