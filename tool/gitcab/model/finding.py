"""What is wrong, where, and how to mend it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gitcab.model.severity import Severity
from gitcab.model.source import Place

if TYPE_CHECKING:
    from gitcab.model.rule_manual import RuleManual

__all__ = ["Finding", "Flaw", "Judgement", "Severity"]


Identity = tuple[str, str, str, str]
"""Rule, path, record and message of a finding: what stays equal when lines are added above it."""


class Flaw(NamedTuple):
    """Something that reading a file found wrong; the rule it names says how bad that is."""

    rule: str
    place: Place
    message: str
    hint: str
    record: str | None = None


class Finding(NamedTuple):
    """One complaint of one rule at one place, as every report tells it."""

    place: Place
    rule: str
    severity: Severity
    message: str
    hint: str
    record: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By path, line, column, rule and text: the order of every list of findings."""
        return (self.place.path, self.place.line, self.place.column, self.rule, self.message)

    @property
    def identity(self) -> Identity:
        """How two revisions' findings are compared."""
        return (self.rule, self.place.path, self.record or "", self.message)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer of `gitcab validate`: findings in order, and how many records were read.

    `rules` are the manuals of the rules that were asked, for reports that hand them on.
    """

    findings: tuple[Finding, ...]
    records: int
    rules: "tuple[RuleManual, ...]" = ()

    def count(self, severity: Severity) -> int:
        """How many findings have just this severity."""
        return sum(finding.severity is severity for finding in self.findings)
