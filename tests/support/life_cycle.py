"""A request for change in any state, with the fields that a test says."""

from typing import Any

from gitcab.model.records.request_for_change import RequestForChange


def rfc(type: str = "normal", state: str = "scheduled", **fields: Any) -> RequestForChange:
    """One that touches `dns-1`; its schedule is in December."""
    return RequestForChange.model_validate(
        {
            "kind": "RequestForChange",
            "id": "RFC-2026-11-21-patch-dns-1",
            "title": "Patch dns-1",
            "type": type,
            "state": state,
            "requested_by": "mchen",
            "assigned_to": ("akhan",),
            "configuration_items": [{"id": "dns-1", "effect": "outage"}],
            "schedule": {"start": "2026-12-05T22:00", "end": "2026-12-06T02:00", "time_zone": "America/Chicago"},
            **fields,
        }
    )
