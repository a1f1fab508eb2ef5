"""Answers of the gate, built by hand."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from gitcab.model.change_set import ChangeSet, FieldChange, RecordChange, Sort
from gitcab.model.cmdb_edit import CmdbEdit, Standing
from gitcab.model.finding import Finding
from gitcab.model.gate import Decision, GateResult, Outline, Suggestion
from gitcab.model.impact import Impact, Impacted, State, Step
from gitcab.model.interval import Interval
from gitcab.model.severity import Severity
from gitcab.model.source import Place
from gitcab.model.transition import Transition
from support import conflict_scenes, risk_scenes, verdict_scenes

RFC = risk_scenes.UPGRADE
PATH, DATABASE = f"changes/2026/{RFC}.yaml", "cmdb/database/sis-database.yaml"
NIGHT = Interval(datetime(2026, 12, 6, 4, tzinfo=UTC), datetime(2026, 12, 6, 8, tzinfo=UTC))


def _change() -> RecordChange:
    step = Transition("normal", "assess", "scheduled", ("authorize", "scheduled"), ("authorize", "scheduled"))
    return RecordChange(
        Sort.EDITED,
        "RequestForChange",
        RFC,
        PATH,
        (FieldChange(("state",), "assess", "scheduled"),),
        transition=step,
        sorts=("authorisation",),
    )


def _impact(case: str) -> Impact:
    step = Step("sis-database", "depends_on", "sis")
    hit = Impacted("sis", "Student information", "business_service", "service", State.DOWN, 1, (step,), "apps-team")
    return Impact({"sis-database": State.DOWN}, (hit,), case)


def _outline() -> Outline:
    return Outline(
        RFC,
        "Upgrade the SIS database",
        "normal",
        _change(),
        NIGHT,
        ZoneInfo("America/Chicago"),
        _impact("expected"),
        _impact("worst"),
        (("sis", State.DOWN),),
        (("sis", State.DOWN), ("mail", State.DEGRADED)),
        risk_scenes.risk(),
        15,
        45,
        datetime(2026, 12, 6, 6, 30, tzinfo=UTC),
    )


def _edits() -> tuple[CmdbEdit, ...]:
    version = FieldChange(("attributes", "version"), "16.4", "17.1")
    owner = FieldChange(("owner",), "data-team", "apps-team")
    common = ("ConfigurationItem", "sis-database", DATABASE)
    return (
        CmdbEdit(Sort.EDITED, *common, version, Standing.EXPLAINED, f"the patch of {RFC}", (RFC,)),
        CmdbEdit(Sort.EDITED, *common, owner, Standing.CORRECTION, "the policy lets it be corrected"),
        CmdbEdit(
            Sort.ADDED,
            "ConfigurationItem",
            "vm-9",
            "cmdb/virtual_machine/vm-9.yaml",
            None,
            Standing.UNEXPLAINED,
            "no change that is finished here says so",
            (),
            "gitcab rfc new --ci vm-9",
        ),
    )


def waiting() -> GateResult:
    found = conflict_scenes.conflicts().conflicts
    return GateResult(
        Decision.PENDING,
        "main",
        "upgrade-sis",
        12,
        as_of=datetime(2026, 11, 21, 12, tzinfo=UTC),
        changes=ChangeSet("main", "upgrade-sis", (_change(),)),
        outlines=(_outline(),),
        findings=(Finding(Place(DATABASE, 4), "orphan", Severity.NOTE, "nothing names it", "add its relations"),),
        edits=_edits()[:2],
        conflicts=found[1:2],
        nearby=(replace(found[0], severity=Severity.WARNING, origins=("#13",)),),
        verdict=verdict_scenes.pending_verdict(),
        remarks=("#14 was not looked at: there is no revision",),
        records=412,
    )


def refused() -> GateResult:
    findings = (
        Finding(Place(DATABASE, 11, 23), "unknown-reference", Severity.ERROR, "there is no CI 'vm-l'", "vm-1?"),
        Finding(Place("cmdb/link"), "odd-path", Severity.ERROR, "a symbolic link is never followed", "take it out"),
        Finding(
            Place("cmdb/virtual_machine/vm-9.yaml"), "unexplained-edit", Severity.ERROR, "nothing explains it", "", "a"
        ),
    )
    mended = Suggestion(DATABASE, 11, "relations: {runs_on: [vm-1]}", "there is no CI 'vm-l'")
    more = {"findings": findings, "edits": _edits(), "suggestions": (mended,), "verdict": None}
    return replace(waiting(), decision=Decision.REFUSED, conflicts=(), nearby=(), unknown=("who has approved",), **more)


def allowed() -> GateResult:
    return GateResult(Decision.ALLOWED, "main", "fix", 13, verdict=verdict_scenes.allowed_verdict(), records=412)


ALL = (waiting, refused, allowed)
