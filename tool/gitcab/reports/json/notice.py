"""Notices: gitcab.notice/1, with what each audience is told under keys of its own."""

from typing import Any

from gitcab.model.notice import (
    AffectedService,
    Contact,
    NoticeForOwners,
    NoticeForServiceDesk,
    NoticeForUsers,
    Occasion,
    OwnedItems,
    Times,
)
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given
from gitcab.reports.json.schedule import utc


def render_for_users(notice: NoticeForUsers, look: Look) -> str:
    """Services by name, and whom to call."""
    return _document("users", notice.occasion, services=_services(notice.services), call=_contacts(notice.call))


def render_for_owners(notice: NoticeForOwners, look: Look) -> str:
    """Each team with its items."""
    return _document(
        "owners",
        notice.occasion,
        owners=[_owned(one) for one in notice.owners],
        asks_approval=notice.asks_approval,
        requested_by=notice.requested_by,
        ask=_contacts(notice.ask),
    )


def render_for_service_desk(notice: NoticeForServiceDesk, look: Look) -> str:
    """Symptoms, people, workarounds and escalation."""
    last = notice.point_of_no_return
    return _document(
        "service_desk",
        notice.occasion,
        services=_services(notice.services),
        configuration_items=list(notice.configuration_items),
        people=list(notice.people),
        workarounds=list(notice.workarounds),
        backout_minutes=notice.backout_minutes,
        point_of_no_return=utc(last) if last else None,
        communication=list(notice.communication),
        escalation=_contacts(notice.escalation),
    )


def _document(audience: str, occasion: Occasion, **content: Any) -> str:
    head = given(
        rfc=occasion.rfc,
        title=occasion.title,
        event=occasion.event,
        **_times(occasion.times),
        was=_times(occasion.was) if occasion.was else None,
        succeeded=occasion.succeeded,
        backed_out=occasion.backed_out,
        reason=occasion.reason,
    )
    return document("notice", {"for": audience, **head, **given(**content)})


def _times(times: Times) -> dict[str, str]:
    return {"start": utc(times.start), "end": utc(times.end), "time_zone": str(times.start.tzinfo)}


def _services(services: tuple[AffectedService, ...]) -> list[dict[str, Any]]:
    return [
        given(
            name=one.name,
            users=one.users,
            down=one.down,
            degraded=one.degraded,
            in_service_hours=one.in_service_hours,
        )
        for one in services
    ]


def _owned(owned: OwnedItems) -> dict[str, Any]:
    items = [
        {
            "id": one.id,
            "name": one.name,
            "expected": one.expected.word,
            "worst": one.worst.word,
            "because": list(one.because),
        }
        for one in owned.items
    ]
    return {**_contact(owned.team), "items": items}


def _contacts(contacts: tuple[Contact, ...]) -> list[dict[str, Any]]:
    return [_contact(one) for one in contacts]


def _contact(contact: Contact) -> dict[str, Any]:
    return given(name=contact.name, contact=contact.contact, on_call=contact.on_call)


RENDER = {
    NoticeForUsers: render_for_users,
    NoticeForOwners: render_for_owners,
    NoticeForServiceDesk: render_for_service_desk,
}
