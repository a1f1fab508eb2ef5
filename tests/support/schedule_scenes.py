"""Schedules built by hand: a week with a change of every look, and one in which nothing happens."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from gitcab.model.impact import State
from gitcab.model.schedule import (
    ForwardSchedule,
    MonthlyOutage,
    ScheduledChange,
    ScheduledWindow,
    ServiceHit,
    ServiceOutage,
)
from gitcab.model.slot import FreeSlots, Placements, Reason, Slot

HOME = ZoneInfo("America/Chicago")
PARIS = ZoneInfo("Europe/Paris")
SIS = ServiceHit("sis", "Student information system", State.DOWN)
PORTAL = ServiceHit("sis-portal", "SIS, production", State.DOWN)
MAIL = ServiceHit("mail", "E-mail", State.DEGRADED)


def at(text: str, zone: ZoneInfo = HOME) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def change(slug: str, start: str, end: str, state: str = "scheduled", stage: int = 3, **more) -> ScheduledChange:
    zone = more.pop("zone", HOME)
    title = slug.replace("-", " ").capitalize()
    raised = datetime(2026, 11, 21, tzinfo=UTC)
    return ScheduledChange(
        f"RFC-2026-11-21-{slug}", title, "normal", state, at(start, zone), at(end, zone), raised, stage, **more
    )


def outages(rfc: str) -> tuple[ServiceOutage, ...]:
    outage = ServiceOutage(
        "sis",
        "Student information system",
        "student-services-team",
        105,
        20,
        "Mon-Sat 06:00-22:00",
        0,
        (MonthlyOutage(date(2026, 11, 1), 15, 90), MonthlyOutage(date(2026, 12, 1), 105, 90)),
        (rfc,),
    )
    mail = ServiceOutage(
        "mail",
        "E-mail",
        "it-team",
        0,
        15,
        None,
        None,
        (MonthlyOutage(date(2026, 11, 1), 0, None), MonthlyOutage(date(2026, 12, 1), 0, None)),
        (rfc,),
    )
    return outage, mail


def schedule() -> ForwardSchedule:
    upgrade = change(
        "upgrade-sis-database",
        "2026-12-05T22:00",
        "2026-12-06T02:00",
        assigned_to=("dortiz", "pnovak"),
        configuration_items=("sis-database",),
        services=(SIS, PORTAL, MAIL),
    )
    held = change(
        "move-the-website", "2026-12-03T20:00", "2026-12-03T21:30", on_hold="The contract is with the lawyer."
    )
    asked = change("new-radio-link", "2026-12-03T09:00", "2026-12-03T10:00", "authorize", 2, zone=PARIS)
    canceled = change("second-trunk", "2026-12-04T20:00", "2026-12-04T21:00", "canceled", 7)
    testing = ScheduledWindow(
        "fall-tests", "Fall benchmark tests", "freeze", "soft", at("2026-11-30T07:00"), at("2026-12-04T16:00")
    )
    night = ScheduledWindow(
        "saturday", "Saturday night", "maintenance", "soft", at("2026-12-05T20:00"), at("2026-12-06T06:00")
    )
    return ForwardSchedule(
        at("2026-12-02T00:00"),
        at("2026-12-09T00:00"),
        (asked, held, canceled, upgrade),
        (testing, night),
        outages(upgrade.id),
        unread=("changes/2026/broken.yaml",),
    )


def empty_schedule() -> ForwardSchedule:
    return ForwardSchedule(at("2026-12-07T00:00"), at("2027-01-07T00:00"), (), (), (), "service sis")


def free_slots() -> FreeSlots:
    first = Slot(
        at("2026-12-05T20:00"),
        at("2026-12-06T00:00"),
        at("2026-12-06T02:00"),
        ("E-mail", "Student information system"),
        30,
    )
    second = Slot(at("2026-12-08T04:00"), at("2026-12-08T08:00"), at("2026-12-08T04:00"), ("E-mail",), 15, 15)
    return FreeSlots(
        "RFC-2026-11-21-upgrade-sis-database",
        "Upgrade the SIS database",
        240,
        at("2026-11-21T06:00"),
        at("2026-12-21T06:00"),
        (first, second),
        7,
    )


def no_slot() -> FreeSlots:
    reasons = (
        Reason("freeze", (), "hard freeze year-end is over sis-database (environment production)", "move it out"),
        Reason("same_person", ("RFC-2026-11-19-hypervisor-firmware",), "both need dortiz", "ask a colleague"),
    )
    return replace(free_slots(), slots=(), total=0, reasons=reasons, unread=("changes/2026/broken.yaml",))


def placements() -> Placements:
    placed = replace(free_slots(), slots=free_slots().slots[:1])
    return Placements(at("2026-11-21T06:00"), at("2026-12-21T06:00"), (placed, replace(no_slot(), unread=())))


ALL = (schedule, empty_schedule, free_slots, no_slot, placements)
