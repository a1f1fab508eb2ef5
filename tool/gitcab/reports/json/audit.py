"""What an audit of the default branch finds: gitcab.audit/1."""

from gitcab.model.audit import Audit
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given


def render_audit(audit: Audit, look: Look) -> str:
    """Every finding, and how much was looked at."""
    findings = [
        {
            "sort": one.sort,
            "commit": one.commit,
            **given(number=one.number),
            "message": one.message,
            "next": one.next_step,
        }
        for one in audit.findings
    ]
    content = {
        "revision": audit.revision,
        "commit": audit.commit,
        "commits": audit.commits,
        "decided": audit.decided,
        "signed": audit.signed,
        "checked": audit.checked,
        "findings": findings,
    }
    return document("audit", content)


RENDER = {Audit: render_audit}
