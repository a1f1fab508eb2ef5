"""What happened in a stretch of time that the board should know: failures, emergencies, corrections."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from gitcab.model.agenda import Happening
from gitcab.model.cmdb_edit import CmdbEdit, Standing
from gitcab.model.in_words import instant_or_none
from gitcab.model.interval import Interval
from gitcab.model.inventory import Inventory
from gitcab.model.records.incident import Incident
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.track_record import has_failed


def happenings(inventory: Inventory, since: Interval, home: ZoneInfo, edits: Iterable[CmdbEdit]) -> list[Happening]:
    """All of them in the order of time, local to `home`; corrections, of which no time is known, last."""
    found: list[Happening] = []
    for entry in inventory.of_kind(RequestForChange):
        found += _of_change(entry.record, since)
    for incident in inventory.of_kind(Incident):
        found += _of_incident(incident.record, since)
    found += _corrections(edits)
    local = (replace(one, at=one.at.astimezone(home)) if one.at else one for one in found)
    return sorted(local, key=lambda one: (one.at is None, one.at or since.start, one.record, one.sort, one.message))


def _of_change(rfc: RequestForChange, since: Interval) -> Iterator[Happening]:
    at = _when(rfc)
    if at is None or not since.start <= at < since.end:
        return
    if rfc.authorization is not None and rfc.authorization.by is None:
        yield Happening("unauthorised", rfc.id, at, f"{rfc.title}: nobody authorised it")
    elif rfc.type == "emergency":
        by = rfc.authorization.by if rfc.authorization else None
        yield Happening("emergency", rfc.id, at, f"{rfc.title}: {f'authorised by {by}' if by else rfc.state}")
    if rfc.review is not None and has_failed(rfc):
        backed_out = {True: "backed out", "partial": "backed out in part"}.get(rfc.review.backed_out or "", "failed")
        yield Happening("failure", rfc.id, at, f"{rfc.title}: {backed_out}")


def _when(rfc: RequestForChange) -> datetime | None:
    """When the work ended, else when it was authorised afterwards, else when it was planned to begin."""
    schedule, review, authorization = rfc.schedule, rfc.review, rfc.authorization
    known = (
        review.end if review else None,
        review.start if review else None,
        authorization.at if authorization else None,
        schedule.start if schedule else None,
    )
    home = schedule.time_zone if schedule else None
    found = (instant_or_none(written, home) for written in known if written)
    return next((moment for moment in found if moment), None)


def _of_incident(incident: Incident, since: Interval) -> Iterator[Happening]:
    at = instant_or_none(incident.started, incident.time_zone)
    if incident.caused_by and at is not None and since.start <= at < since.end:
        yield Happening("incident", incident.id, at, f"{incident.title}: caused by {incident.caused_by}")


def _corrections(edits: Iterable[CmdbEdit]) -> Iterator[Happening]:
    """One for each record, with the fields that no change explains."""
    fields: dict[str, list[str]] = {}
    for edit in edits:
        if edit.standing is not Standing.EXPLAINED:
            name = ".".join(map(str, edit.field.route)) if edit.field else edit.sort.value
            fields.setdefault(edit.id, []).append(name)
    for record, names in sorted(fields.items()):
        yield Happening("correction", record, None, f"without a change: {', '.join(sorted(set(names)))}")
