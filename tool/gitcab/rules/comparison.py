"""The findings that a branch brings: those of the whole, less those that its base has already."""

from collections import Counter
from collections.abc import Iterable

from gitcab.model.finding import Finding, Identity


def new_findings(findings: Iterable[Finding], of_base: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that the base does not have, whatever line they stand on, in the order given."""
    return less(findings, (finding.identity for finding in of_base))


def less(findings: Iterable[Finding], known: Iterable[Identity]) -> tuple[Finding, ...]:
    """The findings that are not known; one that is known once and found twice is new once."""
    left = Counter(known)
    new: list[Finding] = []
    for finding in findings:
        if left[finding.identity] > 0:
            left[finding.identity] -= 1
        else:
            new.append(finding)
    return tuple(new)
