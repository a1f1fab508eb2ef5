"""A little estate as files: two teams, a service with what it stands on, changes in two states, an incident."""

from collections.abc import Mapping
from pathlib import Path

from gitcab.store.starter import starter_files
from support.repositories import ScratchRepository, make_repository


def _item(kind: str, id: str, owner: str, rest: str = "") -> tuple[str, str]:
    text = f"""\
# yaml-language-server: $schema=../../schemas/records/ConfigurationItem.json
kind: ConfigurationItem
class: {kind}
id: {id}
name: {id.replace("-", " ").capitalize()}
owner: {owner}   # answers for it
environment: production
criticality: high
life_cycle: {{stage: operational, status: in_use}}
{rest}"""
    return f"cmdb/{kind}/{id}.yaml", text


RECORDS: Mapping[str, str] = dict(
    (
        _item(
            "business_service",
            "grades",
            "apps-team",
            "relations:\n  depends_on:\n    - sis-database\n"
            "    - at_least: 1   # either will do\n      of: [dns-1, dns-2]\n"
            "attributes: {service_hours: Mon-Fri 07:00-17:00, outage_minutes_per_month: 60}\n",
        ),
        _item(
            "database",
            "sis-database",
            "data-team",
            "tags: [student-records]\nrelations: {runs_on: [vm-1]}\n"
            'attributes: {engine: postgresql, version: "16.4"}  # quoted\n',
        ),
        _item("virtual_machine", "vm-1", "data-team"),
        _item("server", "dns-1", "data-team"),
        _item("server", "dns-2", "data-team", "formerly: [ns-2]\n"),
        (
            "cmdb/teams/apps-team.yaml",
            "kind: Team\nid: apps-team\nname: Applications\nmembers: [mchen, dortiz]\nroles: [cab]\n",
        ),
        (
            "cmdb/teams/data-team.yaml",
            "kind: Team\nid: data-team\nname: Data\nmembers: [akhan]\nroles: [ecab, change_manager]\n",
        ),
        (
            "changes/2026/RFC-2026-11-01-upgrade-sis-database.yaml",
            """\
kind: RequestForChange
id: RFC-2026-11-01-upgrade-sis-database
title: Upgrade the SIS database
type: normal
state: scheduled
requested_by: mchen
assigned_to: [akhan]
justification: The old version is out of support.
configuration_items:
  - id: sis-database
    effect: outage
    minutes: 15
    patch: {attributes: {version: "17.1"}}   # was 16.4
    unrelate: {runs_on: [vm-1]}
schedule: {start: 2026-12-05T22:00, end: 2026-12-06T02:00, time_zone: America/Chicago}
plans:
  implementation: [Stop the application, Upgrade]
  test: [Log in]
  backout: {steps: [Restore], minutes: 45, point_of_no_return: 2026-12-06T00:30}
""",
        ),
        (
            "changes/2026/RFC-2026-10-01-replace-ns-2.yaml",
            """\
kind: RequestForChange
id: RFC-2026-10-01-replace-ns-2
title: Replace ns-2
type: normal
state: closed
requested_by: mchen
assigned_to: [akhan]
justification: It is old.
configuration_items: [{id: ns-2, effect: none}]
schedule: {start: 2026-10-05T22:00, end: 2026-10-05T23:00, time_zone: America/Chicago}
plans: {implementation: Swap it, test: Ask it, backout: Swap it back}
review: {close_code: successful, backed_out: false, lessons: Label the cables.}
""",
        ),
        (
            "changes/models/restart-server.yaml",
            """\
kind: ChangeModel
id: restart-server
title: Restart a server
owner: data-team
state: published
allowed: {classes: [server], effects: [degraded, none], worst_case_impact: down}
required_plans: [implementation, test, backout]
plans:
  implementation: [Drain it, Restart it]
  test: [Ask it]
  backout: {steps: [Start the other one], minutes: 10}
""",
        ),
        (
            "operations/incidents/INC-1.yaml",
            """\
kind: Incident
id: INC-1
title: Nobody could log in
state: closed
impact: high
urgency: high
configuration_items: [sis-database]
services: [grades]
started: 2026-09-01T08:00
time_zone: America/Chicago
""",
        ),
    )
)
SIS = "cmdb/database/sis-database.yaml"
UPGRADE = "RFC-2026-11-01-upgrade-sis-database"


def little_district(folder: Path, more: Mapping[str, str] | None = None) -> ScratchRepository:
    """A repository with the starter and the little estate as its first commit."""
    return make_repository(folder, {**dict(starter_files()), **RECORDS, **(more or {})})
