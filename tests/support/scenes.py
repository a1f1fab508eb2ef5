"""Subjects of reports, built by hand: what `gitcab` tells in the goldens."""

from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.model.impact import GroupLoss, Impact, Impacted, State, Step
from gitcab.model.rule_manual import RuleManual
from gitcab.model.source import Place

MANUAL = """A relation names a configuration item that does not exist.

Why: the graph would end there, and an impact would be told too small.

Example:

    relations:
      depends_on: [sis-databse]

How to mend: write the id of an item that exists; `gitcab ci list` shows them.
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
            "the items' own times reach beyond the schedule, which ends at 2026-12-06T02:00 in America/Chicago, by 45 minutes",
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
