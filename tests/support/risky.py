"""A tiny estate for tests of risk: a service on two servers, a database, closed changes, and a policy."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from gitcab.model.entry import Entry
from gitcab.model.inventory import Estate
from gitcab.model.item_class import ItemClass
from gitcab.model.records import Record
from gitcab.model.records._risk_points import RiskPoints
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.source import Source
from gitcab.policies.history import history
from gitcab.policies.risk_factors import Circumstances, factors
from gitcab.store.memory_inventory import MemoryInventory
from support.small_estate import RELATIONS

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CLASSES = {
    "service": ItemClass(title="Service", description="A service.", family="service"),
    "server": ItemClass(title="Server", description="A computer.", family="compute"),
    "database": ItemClass(title="Database", description="A database.", family="platform"),
}
LEVELS = {"moderate": 10, "high": 20, "very_high": 30}


def ci(id: str, item_class: str = "server", relations: Mapping[str, Any] | None = None, **fields: Any) -> Record:
    """An item that is operational."""
    return ConfigurationItem.model_validate(
        {
            "kind": "ConfigurationItem",
            "class": item_class,
            "id": id,
            "name": id,
            "owner": "server-team",
            "life_cycle": {"stage": "operational", "status": "in_use"},
            "relations": relations or {},
            **fields,
        }
    )


ITEMS = (
    ci(
        "sis",
        "service",
        {"depends_on": ["db", {"at_least": 1, "of": ["web-1", "web-2"]}]},
        criticality="high",
        attributes={"service_hours": "Mon-Fri 07:00-17:00"},
    ),
    ci("mail", "service", {"depends_on": ["web-1"]}, criticality="low"),
    ci("db", "database", owner="database-team", environment="production"),
    ci("web-1", environment="production"),
    ci("web-2", environment="test"),
    ci("spare"),
)
SATURDAY = {"start": "2026-12-05T22:00", "end": "2026-12-06T02:00", "time_zone": "America/Chicago"}
MONDAY = {"start": "2026-12-07T10:00", "end": "2026-12-07T12:00", "time_zone": "America/Chicago"}
PLANS = {
    "implementation": "Do it.",
    "test": "Try it.",
    "backout": {"steps": "Undo it.", "minutes": 45, "point_of_no_return": "2026-12-06T01:00"},
    "communication": "Tell them.",
}


def rfc(*items: Any, id: str = "RFC-2026-11-21-test", **fields: Any) -> RequestForChange:
    """A whole change in `assess` on a Saturday night; items are ids (no effect) or written out."""
    written = [{"id": one, "effect": "none"} if isinstance(one, str) else one for one in items]
    record = {
        "kind": "RequestForChange",
        "id": id,
        "title": "A test",
        "type": "normal",
        "state": "assess",
        "requested_by": "mchen",
        "justification": "Why not.",
        "configuration_items": written,
        "schedule": SATURDAY,
        "plans": PLANS,
        **fields,
    }
    return RequestForChange.model_validate({name: value for name, value in record.items() if value is not None})


def closed(id: str, *items: Any, code: str = "successful", backed_out: Any = False, **fields: Any) -> RequestForChange:
    """A change that is over."""
    review = {"close_code": code, "backed_out": backed_out}
    return rfc(*items, id=id, state="closed", review=review, **fields)


def entry(record: Record) -> Entry[Any]:
    """The record as if read from a file."""
    return Entry(record, Source(f"{record.id}.yaml"), f"{record.id}.yaml")


def policy(points: Mapping[str, Any], **fields: Any) -> Policy:
    """A policy with these points."""
    section = {"levels": LEVELS, "points": points}
    return Policy.model_validate({"kind": "Policy", "risk": section, **fields})


def estate(records: Iterable[Record]) -> Estate:
    """An estate of these records."""
    entries = [entry(one) for one in records]
    return Estate(MemoryInventory(entries), entries, CLASSES, RELATIONS)


def circumstances(
    change: RequestForChange, past: Iterable[Record] = (), items: Iterable[Record] = ITEMS
) -> Circumstances:
    """What a factor looks at."""
    inventory = estate([*items, *past, change]).inventory
    return Circumstances(entry(change), inventory, RELATIONS, CLASSES, history(inventory, without=change.id))


def scored(factor: str, points: Any, change: RequestForChange, past: Iterable[Record] = ()) -> tuple[int, str] | None:
    """What that factor gives where the policy says these points for it, None where that is nothing."""
    given = RiskPoints.model_validate({factor: points})
    told = factors()[factor].judge(circumstances(change, past), given)
    return told if told and told[0] else None
