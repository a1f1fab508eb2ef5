"""What judging a revision gives."""

from typing import NamedTuple

from gitcab.model.finding import Finding


class Answer(NamedTuple):
    """Findings in order, and how many records the revision has."""

    findings: tuple[Finding, ...]
    records: int
