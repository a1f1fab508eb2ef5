"""Whether a deployment may touch items now: gitcab.permit/1."""

from datetime import datetime
from typing import Any

from gitcab.model.permit import Condition, Permit
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given


def render_permit(permit: Permit, look: Look) -> str:
    """The answer, what it rests on, and every condition; enough to keep as evidence."""
    content: dict[str, Any] = {
        "allowed": permit.is_allowed,
        **given(rfc=permit.rfc),
        "configuration_items": list(permit.items),
        "revision": permit.revision,
        "commit": permit.commit,
        "now": _utc(permit.now),
        **given(until=_utc(permit.until), expires=_utc(permit.expires)),
        "conditions": [_condition(one) for one in permit.conditions],
    }
    if permit.unread:
        content["unread"] = list(permit.unread)
    return document("permit", content)


def _condition(one: Condition) -> dict[str, Any]:
    return {"name": one.name, "holds": one.holds, "why": one.why, **given(mend=one.mend or None)}


def _utc(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None


RENDER = {Permit: render_permit}
