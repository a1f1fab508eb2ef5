"""The forward schedule: gitcab.schedule/1."""

from datetime import UTC, datetime
from typing import Any

from gitcab.model.schedule import ForwardSchedule, ScheduledChange, ScheduledWindow, ServiceOutage
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given


def render_schedule(schedule: ForwardSchedule, look: Look) -> str:
    """Times in UTC, each thing with its own zone; minutes of outage by service."""
    content = given(
        start=utc(schedule.start),
        end=utc(schedule.end),
        time_zone=schedule.home,
        about=schedule.about,
        changes=[plain_change(one) for one in schedule.changes],
        windows=[_window(one) for one in schedule.windows],
        outages=[_outage(one) for one in schedule.outages],
        unread=list(schedule.unread) or None,
    )
    return document("schedule", content)


def utc(moment: datetime) -> str:
    """`2026-12-06T04:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain_change(one: ScheduledChange) -> dict[str, Any]:
    """One change of the schedule."""
    return given(
        id=one.id,
        title=one.title,
        type=one.type,
        state=one.state,
        on_hold=one.on_hold,
        start=utc(one.start),
        end=utc(one.end),
        time_zone=str(one.start.tzinfo),
        assigned_to=list(one.assigned_to),
        configuration_items=list(one.configuration_items),
        services=[{"id": hit.id, "name": hit.name, "state": hit.state.word} for hit in one.services],
    )


def _window(one: ScheduledWindow) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "type": one.type,
        "strictness": one.strictness,
        "start": utc(one.start),
        "end": utc(one.end),
        "time_zone": str(one.start.tzinfo),
    }


def _outage(one: ServiceOutage) -> dict[str, Any]:
    return given(
        id=one.id,
        name=one.name,
        owner=one.owner,
        down=one.down,
        degraded=one.degraded,
        service_hours=one.service_hours,
        in_service_hours=one.in_service_hours,
        months=[
            {
                **given(month=f"{each.month:%Y-%m}", down=each.down, allowance=each.allowance),
                "exceeded": each.is_exceeded,
            }
            for each in one.months
        ],
        rfcs=list(one.changes),
    )


RENDER = {ForwardSchedule: render_schedule}
