"""A little district with a board: the base on which the decision tables play, as plain records by id."""

import json
from collections.abc import Mapping
from typing import Any

from gitcab.store.starter import starter_files

NOW = "2026-11-21T12:00:00Z"
UPGRADE = "RFC-2026-11-01-upgrade-db"
PATHS: dict[str, str] = {}
Plain = Mapping[str, Any]


def _at(path: str, record: Plain) -> tuple[str, Plain]:
    PATHS[record["id"]] = path
    return path, record


def _item(kind: str, id: str, owner: str, **more: Any) -> tuple[str, Plain]:
    given = {
        "kind": "ConfigurationItem",
        "class": kind,
        "id": id,
        "name": id.title(),
        "owner": owner,
        "environment": "production",
        "criticality": "high",
        "life_cycle": {"stage": "operational", "status": "in_use"},
    }
    return _at(f"cmdb/{kind}/{id}.yaml", {**given, **more})


def _team(id: str, *members: str, **more: Any) -> tuple[str, Plain]:
    return _at(f"cmdb/teams/{id}.yaml", {"kind": "Team", "id": id, "name": id, "members": list(members), **more})


def rfc(id: str, state: str, item: str, effect: str = "outage", **more: Any) -> Plain:
    """A request for change of an item, complete in every state."""
    given = {
        "kind": "RequestForChange",
        "id": id,
        "title": "A change",
        "type": "normal",
        "state": state,
        "requested_by": "kmoore",
        "assigned_to": ["bharris"],
        "justification": "It is old.",
        "configuration_items": [{"id": item, "effect": effect}],
        "schedule": {"start": "2026-12-05T22:00", "end": "2026-12-06T02:00", "time_zone": "America/Chicago"},
        "plans": {
            "implementation": ["Do it"],
            "test": ["Look"],
            "backout": {"steps": ["Undo it"], "minutes": 30},
            "communication": ["Tell them"],
        },
    }
    return {**given, **more}


def _change(*given: Any, **more: Any) -> tuple[str, Plain]:
    record = rfc(*given, **more)
    return _at(f"changes/2026/{record['id']}.yaml", record)


def _later(day: int) -> Plain:
    hours = {"start": f"2026-12-{day:02}T22:00", "end": f"2026-12-{day:02}T23:00"}
    return {**hours, "time_zone": "America/Chicago"}


POLICY: Plain = {
    "kind": "Policy",
    "id": "policy",
    "approvals": [
        {"name": "Colleague", "when": {}, "require": {"approvals": 1, "from": "author_team"}},
        {"name": "CAB", "when": {"risk_at_least": "high"}, "require": {"approvals": 2, "from": ["cab"]}},
        {
            "name": "Owners",
            "when": {"worst_case_at_least": "degraded"},
            "require": {"approvals": 1, "from": "each_owner", "fallback": "change_manager"},
        },
        {"name": "ECAB", "when": {"type": "emergency"}, "require": {"approvals": 1, "from": ["ecab"]}},
        {
            "name": "Rules of the game",
            "when": {
                "touches": [
                    "changes/policy.yaml",
                    "cmdb/teams/**",
                    "changes/windows/**",
                    "changes/models/**",
                    "schemas/**",
                    ".github/**",
                ]
            },
            "require": {"approvals": 1, "from": ["change_manager"]},
        },
    ],
    "corrections": [
        {"fields": ["name", "description", "tags", "links", "verified_on"], "require": {"approvals": 0}},
        {"fields": ["owner", "operated_by"], "require": {"approvals": 1, "from": ["old_owner", "new_owner"]}},
        {"fields": "any", "add": True, "delete": True, "require": {"approvals": 1, "from": "each_owner"}},
    ],
    "risk": {
        "levels": {"moderate": 10, "high": 20, "very_high": 40},
        "points": {"environments": {"production": 5}, "classes": {"database": 20}, "emergency": 5},
    },
    "standard_changes": {"suspend_above_failure_rate": 0.5, "over_last": 4},
    "time_zone": "America/Chicago",
}
PATHS["policy"] = "changes/policy.yaml"

RECORDS: dict[str, Plain] = dict(
    (
        _item(
            "business_service",
            "grades",
            "apps-team",
            relations={"depends_on": ["grades-db", {"at_least": 1, "of": ["dns-1", "dns-2"]}]},
            attributes={"service_hours": "Mon-Fri 07:00-17:00", "outage_minutes_per_month": 60},
        ),
        _item("database", "grades-db", "data-team", attributes={"engine": "postgresql", "version": "16.4"}),
        _item(
            "database",
            "play-db",
            "data-team",
            environment="test",
            criticality="low",
            attributes={"engine": "postgresql", "version": "16.4"},
        ),
        _item("server", "dns-1", "net-team", attributes={}),
        _item("server", "dns-2", "net-team", attributes={}),
        _item("server", "attic", "old-team", environment="test", criticality="low"),
        _item("server", "cellar", "nobody", environment="test", criticality="low"),
        _team("apps-team", "mchen", "dortiz", "kmoore"),
        _team("data-team", "akhan", "pnovak"),
        _team("net-team", "ywang", "zali", "jruiz"),
        _team("old-team", "pgone", succeeded_by="net-team"),
        _team("nobody"),
        _team("board", "hpatel", "rstone", "plange", "mchen", roles=["cab"]),
        _team("night-board", "rstone", "jlarsen", roles=["ecab"]),
        _team("change-management", "efrost", "lthompson", roles=["change_manager"]),
        _team("field", "bharris"),
        _change(UPGRADE, "assess", "grades-db"),
        _change("RFC-2026-11-02-server", "assess", "dns-1", "none", schedule=_later(7)),
        _change("RFC-2026-11-03-booked", "scheduled", "dns-2", "none", schedule=_later(8)),
        _change(
            "RFC-2026-11-04-running",
            "implement",
            "play-db",
            "none",
            configuration_items=[{"id": "play-db", "effect": "none", "patch": {"attributes": {"version": "17.1"}}}],
            schedule={"start": "2026-11-21T10:00", "end": "2026-11-21T14:00", "time_zone": "UTC"},
        ),
        _change(
            "RFC-2026-10-05-done",
            "closed",
            "dns-1",
            "none",
            review={"close_code": "successful", "backed_out": False, "lessons": "None."},
        ),
        _at(
            "changes/models/restart.yaml",
            {
                "kind": "ChangeModel",
                "id": "restart",
                "title": "Restart a server",
                "owner": "net-team",
                "state": "published",
                "allowed": {"classes": ["server"], "effects": ["degraded", "none"], "worst_case_impact": "at_risk"},
                "required_plans": ["implementation", "test", "backout"],
            },
        ),
        _at(
            "changes/windows/winter.yaml",
            {
                "kind": "ChangeWindow",
                "id": "winter",
                "title": "Winter freeze",
                "type": "freeze",
                "start": "2026-12-20T00:00",
                "end": "2027-01-03T00:00",
                "time_zone": "America/Chicago",
            },
        ),
        _at(
            "operations/incidents/INC-1.yaml",
            {
                "kind": "Incident",
                "id": "INC-1",
                "title": "Nobody could log in",
                "state": "new",
                "impact": "high",
                "urgency": "high",
                "configuration_items": ["grades-db"],
                "started": "2026-09-01T08:00",
                "time_zone": "America/Chicago",
            },
        ),
    )
)


def written(record: Plain) -> bytes:
    """A record as a file; every JSON text is YAML."""
    return (json.dumps(record, indent=1) + "\n").encode()


def scene_files() -> dict[str, bytes]:
    """The starter's schemas with this district's records and policy."""
    classes = ("business_service", "database", "server")
    demanded = {"schemas/relations.yaml", *(f"schemas/classes/{name}.yaml" for name in classes)}
    files = {path: content for path, content in starter_files() if path in demanded}
    return {
        **files,
        "changes/policy.yaml": written(POLICY),
        **{path: written(record) for path, record in RECORDS.items()},
    }


PATHS |= {
    "upgrade": PATHS[UPGRADE],
    "server": PATHS["RFC-2026-11-02-server"],
    "booked": PATHS["RFC-2026-11-03-booked"],
    "running": PATHS["RFC-2026-11-04-running"],
    "done": PATHS["RFC-2026-10-05-done"],
}
