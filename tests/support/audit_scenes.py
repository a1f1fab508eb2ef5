"""An audit and a piece of evidence, built by hand."""

from gitcab.model.audit import Audit, AuditFinding
from gitcab.model.evidence import Statement

_TIP, _MERGE, _PIECE = "a" * 40, "b" * 40, "c" * 40


def audit() -> Audit:
    show = f"git show {_MERGE[:12]}"
    findings = (
        AuditFinding("not_allowed", _MERGE, "it was merged though the verdict is pending", show, 12),
        AuditFinding("tampered", _PIECE, "the evidence is not as it was written: its facts cannot be read", show, 12),
        AuditFinding(
            "no_evidence", _TIP, "'Quietly' changes cmdb/server/dns-1.yaml, and nobody's approval is recorded", show
        ),
    )
    return Audit(findings, "origin/main", _TIP, commits=3, decided=2, signed=1, checked=True)


def audit_of_nothing_odd() -> Audit:
    return Audit((), "main", _TIP, commits=1_204, decided=1_204, signed=0, checked=False)


def statement() -> Statement:
    return Statement(
        repository="district/it",
        number=12,
        merge=_MERGE,
        base=_TIP,
        head="d" * 40,
        reviewed=("e" * 40,),
        before=None,
        facts="1" * 40,
        verdict="2" * 40,
        status="allowed",
        at="2026-11-21T12:00:00Z",
        signed=False,
        versions={"gitcab": "0.1.0", "git": "git version 2.39.5", "python": "3.13.1"},
    )


ALL = (audit, audit_of_nothing_odd, statement)
