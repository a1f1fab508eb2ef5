"""Whether a deployment may touch items now, and what stands against it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from gitcab.model.permit import Permit
from gitcab.reports._answers import unread_in_words
from gitcab.reports._look import Look
from gitcab.reports._wording import listed
from gitcab.reports.text._page import Page


def render_permit(permit: Permit, look: Look) -> str:
    """The answer, every condition, how to mend those that do not hold, and by which record."""
    page = Page(look)
    items = listed(permit.items)
    if permit.is_allowed:
        end = f" until {_local(permit.until, permit.zone)}" if permit.until else ""
        page.line((f"Permitted: {permit.rfc} may touch {items}{end}.", "green"))
    else:
        page.line((f"Not permitted: {items} may not be touched now." if permit.items else "Not permitted.", "bold red"))
    for one in permit.conditions:
        mark = ("yes", "green") if one.holds else ("no ", "bold red")
        page.line(mark, f"  {one.name}: {one.why}", first="  ", rest=" " * 7)
        if one.mend:
            page.line(one.mend, first="       Mend: ", rest=" " * 7)
    if permit.commit:
        page.line(f"By the records of {permit.revision} ({permit.commit[:12]}).")
    if permit.unread:
        page.line(unread_in_words(permit.unread))
    return page.finish()


def _local(moment: datetime, zone: ZoneInfo | None) -> str:
    local = moment.astimezone(zone or UTC).replace(tzinfo=None)
    return f"{local.isoformat(' ', 'minutes')} {zone.key if zone else 'UTC'}"


RENDER = {Permit: render_permit}
