"""An audit in words, the same in every format."""

from gitcab.model.audit import Audit, AuditFinding
from gitcab.reports._wording import counted


def extent_in_words(audit: Audit) -> str:
    """How much was looked at, and what the signatures are worth."""
    looked = f"{counted(audit.commits, 'commit')} looked at, {counted(audit.decided, 'decision')} decided again"
    return f"{looked}; {_signatures(audit)}."


def _signatures(audit: Audit) -> str:
    if not audit.signed:
        return "none is signed, so whoever may write the evidence could have written another"
    if not audit.checked:
        return f"{audit.signed:,} signed, and no key was given to check that: --key KEY"
    return f"{audit.signed:,} signed, by the owner of the key where nothing else is said"


def answer_in_words(audit: Audit) -> str:
    """Whether all is as it was decided."""
    number = len(audit.findings)
    return f"{counted(number, 'thing')} to look at." if number else "Everything is as it was decided."


def whose(finding: AuditFinding) -> str:
    """`a1b2c3d4e5f6 (#12)`."""
    return finding.commit[:12] + (f" (#{finding.number})" if finding.number is not None else "")
