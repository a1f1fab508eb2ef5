"""The findings of `validate`, grouped by file, with how to mend each."""

from itertools import groupby

from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.reports._look import Look
from gitcab.reports._wording import counted
from gitcab.reports.text._page import SEVERITY_STYLES, Page


def render_judgement(judgement: Judgement, look: Look) -> str:
    """Findings by file, then their counts and the command that tells more."""
    page = Page(look)
    records = counted(judgement.records, "record")
    if not judgement.findings:
        page.line(f"{records}, nothing to mend.")
        return page.finish()
    for path, findings in groupby(judgement.findings, key=lambda finding: finding.place.path):
        page.heading(path)
        for finding in findings:
            _tell(finding, page)
    page.blank()
    counts = ", ".join(counted(judgement.count(severity), severity.value) for severity in reversed(Severity))
    page.line(f"{counts} in {records}")
    page.line(f"More about a rule: gitcab explain {_gravest(judgement).rule}")
    return page.finish()


def _tell(finding: Finding, page: Page) -> None:
    place = f"{finding.place.line}:{finding.place.column}"
    severity = (finding.severity.value, SEVERITY_STYLES[finding.severity])
    page.line(f"{place}  ", severity, f"  {finding.rule}", first="  ")
    page.line(finding.message, first="    ")
    if finding.hint:
        page.line(("how to mend: ", "dim"), finding.hint, first="    ")


def _gravest(judgement: Judgement) -> Finding:
    return max(judgement.findings, key=lambda finding: finding.severity.rank)


RENDER = {Judgement: render_judgement}
