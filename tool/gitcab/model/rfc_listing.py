"""The requests for change that somebody asks for, as rows."""

from dataclasses import dataclass

from gitcab.model.in_words import instant_or_none, offset_time, plural
from gitcab.model.inventory import Inventory
from gitcab.model.listing import Listing
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.touching import touched

_COLUMNS = ("id", "state", "start", "type", "title")


@dataclass(frozen=True, slots=True)
class RfcQuestion:
    """What an RFC must be to be listed; None and () ask nothing. `item` is an item's present id."""

    states: tuple[str, ...] = ()
    type: str | None = None
    item: str | None = None
    only_open: bool = False


def rfc_listing(inventory: Inventory, question: RfcQuestion, limit: int | None = None) -> Listing:
    """The RFCs that fit, in the order of their start; those without a schedule come last."""
    fitting = [
        entry.record for entry in inventory.of_kind(RequestForChange) if _fits(entry.record, question, inventory)
    ]
    fitting.sort(key=_order)
    rows = tuple(_row(rfc) for rfc in fitting[:limit])
    return Listing(
        "rfc list", _COLUMNS, rows, plural(len(fitting), "request for change", "requests for change"), len(fitting)
    )


def _fits(rfc: RequestForChange, question: RfcQuestion, inventory: Inventory) -> bool:
    if question.states and rfc.state not in question.states:
        return False
    if question.type not in (None, rfc.type) or (question.only_open and rfc.is_history):
        return False
    return question.item is None or question.item in touched(rfc, inventory)


def _order(rfc: RequestForChange) -> tuple[bool, str, str]:
    begins = instant_or_none(rfc.schedule.start, rfc.schedule.time_zone) if rfc.schedule else None
    return (begins is None, begins.isoformat() if begins else "", rfc.id)


def _row(rfc: RequestForChange) -> tuple[str, ...]:
    start = offset_time(rfc.schedule) if rfc.schedule else ""
    return (rfc.id, rfc.state, start, rfc.type, rfc.title)
