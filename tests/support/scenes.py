"""Subjects of reports, built by hand: what `gitcab` tells in the goldens."""

from collections.abc import Callable
from typing import Any

from gitcab.model.dependencies import Dependencies, Dependency
from gitcab.model.diagram import Diagram, Edge, Node
from gitcab.model.failure import CutSet, PointsOfFailure
from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.model.impact import Explanation, GroupLoss, Impact, Impacted, State, Step
from gitcab.model.listing import Listing
from gitcab.model.record_sheet import Neighbour, RecordSheet, Section
from gitcab.model.rule_manual import RuleBook, RuleManual
from gitcab.model.source import Place
from support import (
    agenda_scenes,
    audit_scenes,
    change_scenes,
    checkup_scenes,
    conflict_scenes,
    facts_scene,
    gate_scenes,
    index_scenes,
    notice_scenes,
    permit_scenes,
    query_scenes,
    release_scenes,
    risk_scenes,
    schedule_scenes,
    verdict_scenes,
)

MANUAL = """A relation names a configuration item that does not exist.

## Why
The graph would end there, and an impact would be told **too small**. More in
[the guide](docs/guide.md).

## Example
```yaml
relations:

  depends_on: [sis-databse]
```

## How to mend
Write the id of an item that exists:

- `gitcab ci list` shows them all, in a table of which the columns can be chosen
  by an option;
- the nearest is named in the message.
"""

UNKNOWN = RuleManual("unknown-reference", Severity.ERROR, "reference", False, MANUAL)
ORPHAN = RuleManual("orphan", Severity.NOTE, "whole", True, "An item that nothing names and that names nothing.\n")


def judgement() -> Judgement:
    database = "cmdb/database/sis-database.yaml"
    findings = (
        Finding(
            Place("changes/2026/RFC-2026-11-21-upgrade.yaml", 9, 3),
            "outside-schedule",
            Severity.WARNING,
            "the items' own times reach beyond the schedule, which ends on 2026-12-06 at 02:00, by 45 minutes",
            "move the end of the schedule to 02:45, or shorten the outage of 'sis-database'",
            "RFC-2026-11-21-upgrade",
        ),
        Finding(
            Place(database, 12, 7),
            "unknown-reference",
            Severity.ERROR,
            "no configuration item has the id 'sis-vm-9'",
            "write one that exists; the nearest is 'sis-vm-1'",
            "sis-database",
        ),
        Finding(Place(database, 14, 3), "unknown-field", Severity.ERROR, "'ownr' is no field here", "write 'owner'"),
        Finding(
            Place("cmdb/server/müller 1.yaml"), "orphan", Severity.NOTE, "nothing names 'müller 1'", "", "müller 1"
        ),
    )
    return Judgement(findings, 412, (ORPHAN, UNKNOWN))


def clean() -> Judgement:
    return Judgement((), 412, (ORPHAN, UNKNOWN))


def _hit(name: str, item_class: str, state: State, *path: Step, **more: str) -> Impacted:
    family = "service" if item_class.endswith("_service") else "application"
    return Impacted(
        name, name.replace("-", " ").capitalize(), item_class, family, state, len(path), path, "it-team", **more
    )


def impact() -> Impact:
    group = GroupLoss(1, ("dns-1", "dns-2"), ("dns-1",))
    pool = Step("dns-1", "depends_on", "resolver-pool", group)
    directory = Step("dns-1", "runs_on", "directory")
    app = Step("directory", "depends_on", "sis-app")
    mail = Step("directory", "uses", "mail-app")
    service = Step("sis-app", "depends_on", "student-records", GroupLoss(2, ("sis-app", "sis-app-2"), ("sis-app",)))
    return Impact(
        {"dns-1": State.DOWN},
        (
            _hit("directory", "application", State.DOWN, directory, environment="production"),
            _hit("resolver-pool", "application", State.AT_RISK, pool),
            _hit("mail-app", "application", State.DEGRADED, directory, mail),
            _hit("sis-app", "application", State.DOWN, directory, app, criticality="high"),
            _hit("student-records", "business_service", State.DOWN, directory, app, service, criticality="critical"),
        ),
    )


def incomplete() -> Impact:
    whole = impact()
    return Impact(whole.roots, whole.impacted[:2], "worst", ("cmdb/server/broken.yaml",))


def untouched() -> Impact:
    return Impact({"printer-7": State.DEGRADED}, (), "expected")


def explanation() -> Explanation:
    return Explanation(impact(), "student-records")


def explanation_of_nothing() -> Explanation:
    return Explanation(impact(), "printer-7")


def dependencies() -> Dependencies:
    app = Step("sis-app", "depends_on", "student-records")
    database = Step("sis-database", "depends_on", "sis-app")
    group = Step("dns-1", "depends_on", "sis-app", GroupLoss(1, ("dns-1", "dns-2"), ("dns-1",)))
    return Dependencies(
        "student-records",
        (
            Dependency("sis-app", "SIS", "application", "application", State.DOWN, 1, (app,), "it-team", "high"),
            Dependency("dns-1", "DNS 1", "server", "compute", State.UP, 2, (group, app), "it-team"),
            Dependency("sis-database", "SIS data", "database", "platform", State.DOWN, 2, (database, app), "it-team"),
        ),
    )


def diagram() -> Diagram:
    return Diagram(
        (
            Node("dns-1", "DNS server 1", "server", "compute", "it-team", "production", "high"),
            Node("dns-2", "DNS server 2", "server", "compute", "it-team", "production", "high"),
            Node(
                "sis",
                'The "SIS" & more',
                "application",
                "application",
                "sis-team",
                life_cycle="design",
                state="degraded",
            ),
        ),
        (
            Edge("sis", "dns-1", "depends_on", "target_to_source", "hard", "sis.depends_on.0", 1),
            Edge("sis", "dns-2", "depends_on", "target_to_source", "hard", "sis.depends_on.0", 1),
            Edge("sis", "dns-1", "uses", "target_to_source", "soft"),
        ),
        "estate",
    )


def points_of_failure() -> PointsOfFailure:
    power = Step("power-1", "protected_by", "rack-1")
    sis = Step("rack-1", "located_in", "student-records")
    dns = Step("dns-1", "depends_on", "student-records", GroupLoss(1, ("dns-1", "dns-2"), ("dns-1", "dns-2")))
    return PointsOfFailure(
        "student-records",
        (
            CutSet(("power-1",), _hit("student-records", "business_service", State.DOWN, power, sis)),
            CutSet(("rack-1",), _hit("student-records", "business_service", State.DOWN, sis)),
        ),
        (CutSet(("dns-1", "dns-2"), _hit("student-records", "business_service", State.DOWN, dns)),),
    )


def no_point_of_failure() -> PointsOfFailure:
    return PointsOfFailure("student-records", (), unread=("cmdb/server/broken.yaml",))


def already_down() -> PointsOfFailure:
    return PointsOfFailure("student-records", (), already_down=True)


def listing() -> Listing:
    rows = (
        ("backup-2", "storage", "The second backup of the student information system", "it-team", "operational"),
        ("sis-database", "database", "SIS database", "database-team-of-the-district", "operational"),
    )
    return Listing("ci list", ("id", "class", "name", "owner", "life cycle"), rows, "configuration items", 250)


def empty_listing() -> Listing:
    return Listing("rfc list", ("id", "state"), (), "requests for change", 0)


def record_sheet() -> RecordSheet:
    facts = (("class", "database"), ("owner", "database-team"), ("description", "Marks and attendance.\nEvery school."))
    plain = {"kind": "ConfigurationItem", "class": "database", "id": "sis", "relations": {"runs_on": ["sis-vm-1"]}}
    return RecordSheet(
        "ConfigurationItem",
        "sis",
        "SIS database",
        "cmdb/database/sis.yaml",
        (
            Section("What it is", facts),
            Section("attributes", (("a label that is longer than the others are", "16.4"),)),
        ),
        (
            Neighbour("runs_on", "sis-vm-1", "SIS server 1"),
            Neighbour("depends_on", "dns-1", "DNS 1", "at least 1 of 2"),
        ),
        (Neighbour("used_by", "sis-app", "Student information system"),),
        plain,
    )


def rule_manual() -> RuleManual:
    return UNKNOWN


def rule_book() -> RuleBook:
    return RuleBook((ORPHAN, UNKNOWN))


SCENES: dict[str, Callable[[], Any]] = {
    scene.__name__: scene
    for scene in (
        judgement,
        clean,
        impact,
        incomplete,
        untouched,
        explanation,
        explanation_of_nothing,
        dependencies,
        diagram,
        points_of_failure,
        no_point_of_failure,
        already_down,
        *change_scenes.ALL,
        listing,
        empty_listing,
        record_sheet,
        rule_manual,
        rule_book,
        facts_scene.facts,
        *gate_scenes.ALL,
        *risk_scenes.ALL,
        *release_scenes.ALL,
        *schedule_scenes.ALL,
        *verdict_scenes.ALL,
        *permit_scenes.ALL,
        *audit_scenes.ALL,
        *notice_scenes.ALL,
        *agenda_scenes.ALL,
        *checkup_scenes.ALL,
        *query_scenes.ALL,
        *index_scenes.ALL,
        conflict_scenes.conflicts,
        conflict_scenes.clean_calendar,
    )
}
