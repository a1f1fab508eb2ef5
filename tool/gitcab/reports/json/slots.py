"""Free slots: gitcab.slots/1 for one change, gitcab.placements/1 for several together."""

from typing import Any

from gitcab.model.slot import FreeSlots, Placements, Reason, Slot
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given
from gitcab.reports.json.schedule import utc


def render_slots(found: FreeSlots, look: Look) -> str:
    """Times in UTC; `time_zone` is the one in which the change is planned."""
    period = {"start": utc(found.start), "end": utc(found.end), "time_zone": str(found.start.tzinfo)}
    return document("slots", {**_place(found), **period, **given(unread=list(found.unread) or None)})


def render_placements(found: Placements, look: Look) -> str:
    """Each change with the slot that it gets, or with what stands in the way."""
    content = given(
        start=utc(found.start),
        end=utc(found.end),
        placements=[_place(one) for one in found.places],
        unread=list(found.unread) or None,
    )
    return document("placements", content)


def _place(found: FreeSlots) -> dict[str, Any]:
    return {
        "rfc": found.rfc,
        "title": found.title,
        "minutes": found.minutes,
        "slots": [_slot(one) for one in found.slots],
        "total": found.total,
        "reasons": [_reason(one) for one in found.reasons],
    }


def _slot(one: Slot) -> dict[str, Any]:
    return {
        "start": utc(one.start),
        "end": utc(one.end),
        "latest_start": utc(one.latest),
        "services": list(one.services),
        "minutes": one.felt,
        "in_service_hours": one.in_service_hours,
    }


def _reason(one: Reason) -> dict[str, Any]:
    return {"type": one.type, "rfcs": list(one.rfcs), "message": one.message, "hint": one.hint}


RENDER = {FreeSlots: render_slots, Placements: render_placements}
