"""What is overdue: reports, reviews, holds, exceptions, follow-ups, and models that must be mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from gitcab.model.entry import Entry
from gitcab.model.in_words import instant_or_none
from gitcab.model.inventory import Inventory
from gitcab.model.moment import read_date, zone
from gitcab.model.overdue import Overdue
from gitcab.model.records._risk_points import Deadlines
from gitcab.model.records.change_model import ChangeModel
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.standing_policy import standing_policy
from gitcab.model.track_record import suspended_models

_SCHEDULED = ("scheduled", "implement")


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Now, in whose days deadlines are counted, and the policy's deadlines."""

    now: datetime
    zone: tzinfo
    deadlines: Deadlines

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def is_past(self, due: date) -> bool:
        """Whether the whole day is over."""
        return due < self.today


def overdue(inventory: Inventory, now: datetime) -> tuple[Overdue, ...]:
    """All that is overdue at `now` (aware), the longest due first.

    Days are those of the policy's zone, or of UTC; without a policy the usual deadlines hold.
    """
    policy = standing_policy(inventory)
    calendar = _Calendar(
        now,
        zone(policy.time_zone or "UTC") if policy else zone("UTC"),
        policy.deadlines if policy else Deadlines(),
    )
    found: list[Overdue] = []
    for entry in inventory.of_kind(RequestForChange):
        found += _of_change(entry.record, calendar)
    for window in inventory.of_kind(ChangeWindow):
        found += _exceptions(window, calendar)
    found += _models(inventory)
    return tuple(sorted(found, key=lambda one: (one.due or "9999", one.sort, one.record, one.message)))


def _of_change(rfc: RequestForChange, calendar: _Calendar) -> Iterator[Overdue]:
    if rfc.on_hold and not rfc.is_history:
        yield from _hold(rfc, calendar)
    elif rfc.state in _SCHEDULED:
        yield from _report(rfc, calendar)
    elif rfc.state == "review":
        yield from _review(rfc, calendar)
    yield from _follow_ups(rfc, calendar)


def _hold(rfc: RequestForChange, calendar: _Calendar) -> Iterator[Overdue]:
    since = _moment(rfc, rfc.on_hold.since if rfc.on_hold else None)
    due = calendar.day(since) + timedelta(days=calendar.deadlines.hold_days) if since else None
    if due and calendar.is_past(due):
        message = f"on hold for more than {calendar.deadlines.hold_days} days"
        yield _owed("hold", rfc, due, message, f"gitcab rfc hold {rfc.id} --release, or gitcab rfc cancel {rfc.id}")


def _report(rfc: RequestForChange, calendar: _Calendar) -> Iterator[Overdue]:
    end = _moment(rfc, rfc.schedule.end if rfc.schedule else None)
    if end is None or end > calendar.now:
        return
    if rfc.state == "implement":
        yield _owed("report", rfc, calendar.day(end), "its window is past, and nobody says how it went", "finish")
    else:
        yield _owed("report", rfc, calendar.day(end), "its window is past, and it has not been started", "start")


def _review(rfc: RequestForChange, calendar: _Calendar) -> Iterator[Overdue]:
    """From the real end on, or the planned one, or else from the day on which it was raised."""
    ended = _moment(rfc, rfc.review.end if rfc.review else None)
    ended = ended or _moment(rfc, rfc.schedule.end if rfc.schedule else None)
    is_emergency = rfc.type == "emergency"
    days = calendar.deadlines.emergency_review_days if is_emergency else calendar.deadlines.review_days
    due = (calendar.day(ended) if ended else read_date(rfc.id[4:14])) + timedelta(days=days)
    if calendar.is_past(due):
        sort, what = ("emergency_review", "the emergency") if is_emergency else ("review", "the change")
        yield _owed(sort, rfc, due, f"{what} should have been reviewed within {days} days", "close")


def _follow_ups(rfc: RequestForChange, calendar: _Calendar) -> Iterator[Overdue]:
    for one in rfc.review.follow_ups if rfc.review else ():
        due = read_date(one.due)
        if one.done is None and calendar.is_past(due):
            step = f"write `done` beside it; gitcab rfc show {rfc.id}"
            yield Overdue("follow_up", rfc.id, one.due, (one.owner,), f"a follow-up is not done: {one.what}", step)


def _exceptions(entry: Entry[ChangeWindow], calendar: _Calendar) -> Iterator[Overdue]:
    """Exceptions that have expired, of windows that may come again or are not over yet."""
    window = entry.record
    end = instant_or_none(window.end, window.time_zone)
    if window.rrule is None and end and end <= calendar.now:
        return
    for one in window.exceptions:
        if calendar.is_past(read_date(one.expires)):
            message = f"the exception for {one.rfc or 'some items'} has expired"
            step = f"take it out of {entry.source.path}, or have it approved anew"
            yield Overdue("exception", entry.id, one.expires, (one.approved_by,), message, step)


def _models(inventory: Inventory) -> Iterator[Overdue]:
    for model, record in suspended_models(inventory).items():
        entry = inventory.get(ChangeModel, model)
        if entry:
            message = f"the model is suspended: {record.failed} of its last {record.closed} changes failed"
            yield Overdue("model", model, None, (entry.record.owner,), message, "gitcab explain model-suspended")


def _moment(rfc: RequestForChange, written: str | None) -> datetime | None:
    return instant_or_none(written, rfc.schedule.time_zone if rfc.schedule else None) if written else None


def _owed(sort: str, rfc: RequestForChange, due: date, message: str, command: str) -> Overdue:
    """What the assignees owe, or where there are none whoever asked for the change."""
    step = command if " " in command else f"gitcab rfc {command} {rfc.id}"
    return Overdue(sort, rfc.id, due.isoformat(), rfc.assigned_to or (rfc.requested_by,), message, step)
