"""One request for change laid out to be read: what, who, when, which items, how, and how it went."""

from collections.abc import Iterable, Iterator

from gitcab.model.entry import Entry
from gitcab.model.in_words import length_text, local_time
from gitcab.model.inventory import Inventory
from gitcab.model.record_sheet import RecordSheet, Section
from gitcab.model.records._plans import Backout, Plans, Review
from gitcab.model.records._record import Steps, steps_of
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.rfc_items import item_facts

_Facts = Iterable[tuple[str, str | None]]


def rfc_sheet(inventory: Inventory, entry: Entry[RequestForChange]) -> RecordSheet:
    """The RFC in sections; times are local to its schedule, patches stand beside what is there now."""
    rfc = entry.record
    sections = (
        _section("What it is", _identity(rfc)),
        _section("People", _people(rfc)),
        _section("Schedule", _schedule(rfc)),
        _section("Configuration items", item_facts(rfc, inventory)),
        _section("Plans", _plans(rfc.plans, _zone(rfc))),
        _section("Decisions", _decisions(rfc)),
        _section("Review", _review(rfc.review, _zone(rfc)) if rfc.review else ()),
    )
    shown = tuple(section for section in sections if section.facts)
    return RecordSheet(rfc.kind, rfc.id, rfc.title, entry.source.path, shown, plain=rfc.to_plain())


def _section(title: str, facts: _Facts) -> Section:
    return Section(title, tuple((label, text) for label, text in facts if text))


def _zone(rfc: RequestForChange) -> str | None:
    return rfc.schedule.time_zone if rfc.schedule else None


def _identity(rfc: RequestForChange) -> _Facts:
    yield "type", f"{rfc.type}, by the model {rfc.model}" if rfc.model else rfc.type
    yield "state", rfc.state
    yield "on hold", f"since {local_time(rfc.on_hold.since, _zone(rfc))}: {rfc.on_hold.reason}" if rfc.on_hold else None
    yield "urgency", rfc.urgency
    yield "justification", rfc.justification
    yield "one at a time", "never two of its items down together" if rfc.one_at_a_time else None
    yield "problems", ", ".join(rfc.links.problems)
    yield "incidents", ", ".join(rfc.links.incidents)
    yield "pages", "\n".join(f"{page.title}: {page.url}" for page in rfc.links.pages)


def _people(rfc: RequestForChange) -> _Facts:
    yield "requested by", rfc.requested_by
    yield "requested for", rfc.requested_for
    yield "assigned to", ", ".join(rfc.assigned_to)


def _schedule(rfc: RequestForChange) -> _Facts:
    if rfc.schedule:
        zone_name = rfc.schedule.time_zone
        yield "start", local_time(rfc.schedule.start, zone_name)
        yield "end", local_time(rfc.schedule.end, zone_name)
        yield "time zone", zone_name
        yield "length", length_text(rfc.schedule)
    yield "after", ", ".join(rfc.after)


def _plans(plans: Plans, zone_name: str | None) -> _Facts:
    yield "implementation", _numbered(plans.implementation)
    yield "test", _numbered(plans.test)
    yield from _backout(plans.backout, zone_name)
    yield "communication", _numbered(plans.communication)


def _backout(backout: str | Backout | None, zone_name: str | None) -> Iterator[tuple[str, str | None]]:
    if not isinstance(backout, Backout):
        yield "backout", backout
        return
    yield "backout", _numbered(backout.steps)
    yield "backout takes", f"{backout.minutes} min" if backout.minutes is not None else None
    last = backout.point_of_no_return
    yield "point of no return", local_time(last, zone_name) if last else None


def _numbered(steps: Steps | None) -> str:
    listed = steps_of(steps)
    if len(listed) < 2:
        return "".join(listed)
    return "\n".join(f"{number}. {step}" for number, step in enumerate(listed, 1))


def _decisions(rfc: RequestForChange) -> _Facts:
    for conflict in rfc.accepted_conflicts:
        yield "accepted conflict", f"{conflict.type} with {conflict.rfc}: {conflict.why}"
    if rfc.authorization:
        yield "authorized by", rfc.authorization.by or "nobody: unauthorised"
        yield "authorized at", local_time(rfc.authorization.at, _zone(rfc)) if rfc.authorization.at else None
        yield "authorized how", rfc.authorization.how
    if rfc.cancellation:
        by = f" ({rfc.cancellation.by})" if rfc.cancellation.by else ""
        yield "canceled", f"{rfc.cancellation.reason}{by}"


def _review(review: Review, zone_name: str | None) -> _Facts:
    yield "began", local_time(review.start, zone_name) if review.start else None
    yield "ended", local_time(review.end, zone_name) if review.end else None
    yield "close code", review.close_code
    yield "backed out", {None: None, True: "yes", False: "no", "partial": "partly"}[review.backed_out]
    yield "applied", ", ".join(review.applied)
    for deviation in review.deviations:
        yield "deviation", f"{deviation.id}: {deviation.why or deviation.patch}"
    yield "incidents caused", ", ".join(review.incidents_caused)
    yield "lessons", review.lessons
    for task in review.follow_ups:
        yield "follow-up", f"{task.what} ({task.owner}, by {task.due})"
    yield "reviewed by", ", ".join(review.reviewed_by)
