"""A time means no instant, an end is not after its start, or something lies outside its window.

## Why
Conflicts, freezes and on-call plans are reckoned from these times. A local time that the clocks skip or
repeat, or that has no zone, means something else to each reader.

## Example
```yaml
kind: RequestForChange
schedule: {start: 2026-12-06T02:00, end: 2026-12-05T22:00, time_zone: America/Chicago}
plans:
  backout: {steps: Restore the snapshot, point_of_no_return: 2026-12-07T00:30}
```

## How to mend
Write ISO 8601 local times with a `time_zone` beside them, or give each time an offset such as
`2026-11-01T01:30-05:00`. The items' own times, their minutes and the point of no return lie within the
schedule, its start and end included; a delegation ends on the day it starts or later.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.records.team import Team
from gitcab.model.source import Route
from gitcab.rules._rule import Complaint, Demands, LocalRule
from gitcab.rules._times import ACTUAL, PLANNED, broken_times, instants_of, item_spans, times_of

_Instants = Mapping[Route, datetime]
_OUTSIDE = "move it into the schedule, or make the schedule longer"


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    record = entry.record
    for route, reason in broken_times(record).items():
        message, _, hint = reason.rpartition("; ")
        yield Complaint(entry, message, hint, route)
    instants = instants_of(record)
    yield from _wrong_order(entry, instants)
    if isinstance(record, RequestForChange) and _has_schedule(instants):
        yield from _outside_schedule(entry, instants)
        yield from _too_long(entry, record, instants)
    if isinstance(record, Team):
        for index, one in enumerate(record.delegations):
            if one.end < one.start:
                message = f"the delegation ends on {one.end}, before it starts on {one.start}"
                yield Complaint(entry, message, "write an end on that day or later", ("delegations", index, "end"))


def _has_schedule(instants: _Instants) -> bool:
    start, end = (instants.get(route) for route in PLANNED[0])
    return start is not None and end is not None and start < end


def _wrong_order(entry: AnyEntry, instants: _Instants) -> Iterator[Complaint]:
    items = [base for base, _ in item_spans(entry.record)] if isinstance(entry.record, RequestForChange) else []
    planned = [*PLANNED, *(((*base, "start"), (*base, "end")) for base in items)]
    for (start, end), least in [*((pair, 1) for pair in planned), *((pair, 0) for pair in ACTUAL)]:
        if start in instants and end in instants and instants[end] - instants[start] < timedelta(seconds=least):
            text = times_of(entry.record)
            message = f"the end, {text[end]}, is not after the start, {text[start]}"
            yield Complaint(entry, message, "write an end that is later than the start", end)


def _outside_schedule(entry: AnyEntry, instants: _Instants) -> Iterator[Complaint]:
    start, end = instants["schedule", "start"], instants["schedule", "end"]
    for route, moment in instants.items():
        within = route[0] == "configuration_items" or route[-1] == "point_of_no_return"
        if within and not start <= moment <= end:
            name = str(route[-1]).replace("_", " ")
            message = f"the {name}, {times_of(entry.record)[route]}, lies outside the schedule"
            yield Complaint(entry, message, _OUTSIDE, route)


def _too_long(entry: AnyEntry, rfc: RequestForChange, instants: _Instants) -> Iterator[Complaint]:
    schedule_start, schedule_end = instants["schedule", "start"], instants["schedule", "end"]
    for base, minutes in item_spans(rfc):
        start = instants.get((*base, "start"), schedule_start)
        room = int((min(schedule_end, instants.get((*base, "end"), schedule_end)) - start).total_seconds() // 60)
        if minutes is not None and 0 < room < minutes:
            message = f"{minutes} minutes do not fit: from its start to the end there are {room}"
            yield Complaint(entry, message, _OUTSIDE, (*base, "minutes"))


RULE = LocalRule(Severity.ERROR, _judge)
