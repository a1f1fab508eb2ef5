"""The findings of `validate`: gitcab.validate/1."""

from typing import Any

from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.reports._look import Look
from gitcab.reports.json._document import document


def plain_finding(finding: Finding) -> dict[str, Any]:
    """One finding, without the document around it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "hint": finding.hint,
        "record": finding.record,
    }


def render_judgement(judgement: Judgement, look: Look) -> str:
    """Every finding, and how many there are of each severity."""
    content = {
        "findings": [plain_finding(finding) for finding in judgement.findings],
        "counts": {severity.value: judgement.count(severity) for severity in reversed(Severity)},
        "records": judgement.records,
    }
    return document("validate", content)


RENDER = {Judgement: render_judgement}
