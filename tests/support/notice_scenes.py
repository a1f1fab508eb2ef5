"""Notices built by hand: one for each audience, at different moments."""

from gitcab.model.impact import State
from gitcab.model.notice import (
    AffectedItem,
    AffectedService,
    Contact,
    NoticeForOwners,
    NoticeForServiceDesk,
    NoticeForUsers,
    Occasion,
    OwnedItems,
    Times,
)
from support.schedule_scenes import at

UPGRADE = "RFC-2026-11-21-upgrade-sis-database"
NIGHT = Times(at("2026-12-05T22:00"), at("2026-12-06T02:00"))
EARLIER = Times(at("2026-11-28T22:00"), at("2026-11-29T02:00"))
SIS = AffectedService("Student information system", "Schools, guardians", 15, 0, 0)
REPORTS = AffectedService("Reporting", None, 5, 85, None)
MAIL = AffectedService("E-mail", "Everybody", 0, 1, 1)
DESK = Contact("Service desk", "help@d340.example", "847-555-0199, school days")
MANAGERS = Contact("Change management", "changes@d340.example")


def notice_for_users() -> NoticeForUsers:
    return NoticeForUsers(Occasion(UPGRADE, "Upgrade", "moved", NIGHT, EARLIER), (SIS, REPORTS, MAIL), (DESK,))


def notice_without_effect() -> NoticeForUsers:
    return NoticeForUsers(Occasion(UPGRADE, "Upgrade", "planned", NIGHT), (), ())


def notice_of_failure() -> NoticeForUsers:
    over = Occasion(UPGRADE, "Upgrade", "finished", NIGHT, succeeded=False, backed_out=True)
    return NoticeForUsers(over, (SIS,), (DESK,))


def notice_of_cancellation() -> NoticeForOwners:
    canceled = Occasion(UPGRADE, "Upgrade", "canceled", NIGHT, reason="The supplier has gone.")
    return NoticeForOwners(canceled, (), False, "mchen", (MANAGERS,))


def notice_for_owners() -> NoticeForOwners:
    because = ("SIS application depends on SIS database",)
    items = (
        AffectedItem("sis-database", "SIS database", State.DOWN, State.DOWN, ()),
        AffectedItem("sis-app", "SIS application", State.UP, State.DEGRADED, because),
        *(AffectedItem(f"kiosk-{n:02}", f"Kiosk {n}", State.DEGRADED, State.DOWN, because) for n in range(12)),
    )
    planned = Occasion(UPGRADE, "Upgrade the SIS database", "planned", NIGHT)
    return NoticeForOwners(planned, (OwnedItems(Contact("Databases"), items),), True, "mchen", (MANAGERS,))


def notice_for_service_desk() -> NoticeForServiceDesk:
    return NoticeForServiceDesk(
        Occasion(UPGRADE, "Upgrade the SIS database", "started", NIGHT),
        (SIS, MAIL),
        ("sis-database",),
        ("dortiz", "pnovak"),
        ("Counsellors order transcripts by the batch page.",),
        45,
        at("2026-12-06T00:30"),
        ("Banner on the login page from 21:30",),
        (DESK, MANAGERS),
    )


ALL = (
    notice_for_users,
    notice_without_effect,
    notice_of_failure,
    notice_of_cancellation,
    notice_for_owners,
    notice_for_service_desk,
)
