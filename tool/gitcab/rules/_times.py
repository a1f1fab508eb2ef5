"""Where a record speaks of times, and the instants that they mean."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from gitcab.model.moment import instant
from gitcab.model.records import Record
from gitcab.model.records._plans import AddedFrom, AddedItem, Backout
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.incident import Incident
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.source import Route

PLANNED: tuple[tuple[Route, Route], ...] = ((("schedule", "start"), ("schedule", "end")), (("start",), ("end",)))
"""Starts and ends of which the end must be later."""

ACTUAL: tuple[tuple[Route, Route], ...] = ((("review", "start"), ("review", "end")), (("started",), ("resolved",)))
"""Starts and ends of what happened, which may have taken no time."""


def times_of(record: Record) -> Mapping[Route, str]:
    """The times as written, by their routes."""
    if isinstance(record, RequestForChange):
        found: dict[Route, str | None] = dict((*_rfc_times(record), *_item_times(record)))
    elif isinstance(record, ChangeWindow):
        found = {("start",): record.start, ("end",): record.end}
    elif isinstance(record, Incident):
        found = {("started",): record.started, ("resolved",): record.resolved}
    else:
        found = {}
    return {route: text for route, text in found.items() if text is not None}


def zone_of(record: Record) -> str | None:
    """The zone in which the record's local times are meant."""
    if isinstance(record, RequestForChange):
        return record.schedule.time_zone if record.schedule else None
    return record.time_zone if isinstance(record, ChangeWindow | Incident) else None


def instants_of(record: Record) -> Mapping[Route, datetime]:
    """The times that mean an instant, in UTC; the others are left out."""
    return {route: found for route, found in _read(record) if isinstance(found, datetime)}


def broken_times(record: Record) -> Mapping[Route, str]:
    """Why the other times mean none: what is wrong, a semicolon, how to mend it."""
    return {route: str(found) for route, found in _read(record) if isinstance(found, ValueError)}


def item_spans(record: RequestForChange) -> Iterator[tuple[Route, int | None]]:
    """The route of each item that may say when it is touched, and its minutes."""
    for index, item in enumerate(record.configuration_items):
        if not isinstance(item, AddedItem | AddedFrom):
            yield ("configuration_items", index), item.minutes


def _read(record: Record) -> Iterator[tuple[Route, datetime | ValueError]]:
    for route, text in times_of(record).items():
        try:
            yield route, instant(text, zone_of(record))
        except ValueError as error:
            yield route, error


def _rfc_times(rfc: RequestForChange) -> Iterator[tuple[Route, str | None]]:
    backout = rfc.plans.backout
    if rfc.schedule:
        yield ("schedule", "start"), rfc.schedule.start
        yield ("schedule", "end"), rfc.schedule.end
    if isinstance(backout, Backout):
        yield ("plans", "backout", "point_of_no_return"), backout.point_of_no_return
    if rfc.review:
        yield ("review", "start"), rfc.review.start
        yield ("review", "end"), rfc.review.end
    yield ("on_hold", "since"), rfc.on_hold.since if rfc.on_hold else None
    yield ("authorization", "at"), rfc.authorization.at if rfc.authorization else None
    yield ("cancellation", "at"), rfc.cancellation.at if rfc.cancellation else None


def _item_times(rfc: RequestForChange) -> Iterator[tuple[Route, str | None]]:
    for index, item in enumerate(rfc.configuration_items):
        if not isinstance(item, AddedItem | AddedFrom):
            yield ("configuration_items", index, "start"), item.start
            yield ("configuration_items", index, "end"), item.end
