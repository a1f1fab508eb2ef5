"""Releases, built by hand."""

from datetime import UTC, datetime

from gitcab.model.conflict import Conflict
from gitcab.model.interval import Interval
from gitcab.model.release_plan import Precedence, ReleasePlan, ReleaseStep
from gitcab.model.severity import Severity
from support.risk_scenes import UPGRADE, risk

BUS = "RFC-2026-11-16-upgrade-roster-bus"
LOST = "RFC-2026-11-01-lost"


def _night(start: int, end: int) -> Interval:
    return Interval(datetime(2026, 12, 6, start, tzinfo=UTC), datetime(2026, 12, 6, end, tzinfo=UTC))


def release() -> ReleasePlan:
    first = Precedence(UPGRADE, BUS, "roster-bus depends on what it touches")
    second = Precedence(BUS, UPGRADE, "it is named in `after`")
    conflict = Conflict(
        "same_ci", Severity.ERROR, (BUS, UPGRADE), ("sis-database",), (), _night(4, 5), "both touch it", "move one"
    )
    return ReleasePlan(
        "records-december",
        "Student records",
        "go",
        "hpatel",
        _night(4, 8),
        (
            ReleaseStep(UPGRADE, "Upgrade the SIS database", "scheduled", _night(4, 8), risk()),
            ReleaseStep(BUS, "Roster bus", "assess", None),
        ),
        (second, first),
        (first,),
        ((BUS, UPGRADE),),
        (BUS,),
        (LOST,),
        (conflict,),
        ("cmdb/server/broken.yaml",),
    )


def bare_release() -> ReleasePlan:
    return ReleasePlan("phones", "Telephones", "planning", "network-team", None, (), ())


ALL = (release, bare_release)
