"""Answers about risk, built by hand."""

from datetime import UTC, datetime

from gitcab.model.basis import Basis
from gitcab.model.overdue import Overdue, OverdueList
from gitcab.model.risk import Descent, Level, Point, Priority, Risk

UPGRADE = "RFC-2026-11-21-upgrade-sis-database"


def risk() -> Risk:
    points = (
        Point("worst_case_services", 31, "2 services could be hit: sis (down, critical), mail (degraded)", "split it"),
        Point("emergency", 15, "it is an emergency"),
        Point("short_notice", 4, "it starts 1 day after it was raised; 5 are asked for", "start later"),
    )
    reliefs = (("worst_case_services",), ("short_notice", "downtime"))
    return Risk(
        UPGRADE,
        "Upgrade the SIS database",
        Level.HIGH,
        50,
        points,
        ("backout_does_not_fit", "missing_plan"),
        Descent(Level.MODERATE, 6, reliefs, 3),
        Priority(2, "high", "medium", "sis, critical, is expected to be down"),
        Basis(datetime(2026, 12, 6, 4, tzinfo=UTC), ("RFC-2026-11-10-wan-router-1",)),
        ("cmdb/server/broken.yaml",),
    )


def low_risk() -> Risk:
    priority = Priority(5, "low", "low", "no service is expected to be hit")
    return Risk(UPGRADE, "Label the cables", Level.LOW, 0, (), ("emergency",), None, priority)


def overdue() -> OverdueList:
    late = Overdue("report", UPGRADE, "2026-12-06", ("dortiz",), "its window is past", f"gitcab rfc finish {UPGRADE}")
    model = Overdue("model", "patch-server", None, ("server-team",), "the model is suspended", "gitcab explain")
    return OverdueList((late, model), datetime(2026, 12, 7, 8, tzinfo=UTC), ("changes/2026/broken.yaml",))


def clean_audit() -> OverdueList:
    return OverdueList((), datetime(2026, 12, 7, 8, tzinfo=UTC))


ALL = (risk, low_risk, overdue, clean_audit)
