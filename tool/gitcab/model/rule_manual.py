"""What a rule is, as `gitcab explain` and the reports of findings tell it."""

from dataclasses import dataclass

from gitcab.model.severity import Severity


@dataclass(frozen=True, slots=True)
class RuleManual:
    """One rule. `shape` is the folder that it lies in, `manual` its text in Markdown, first line the gist.

    `advisory` rules may be suppressed, selected and ignored.
    """

    id: str
    severity: Severity
    shape: str
    advisory: bool
    manual: str

    @property
    def gist(self) -> str:
        """The manual's first paragraph, on one line."""
        return " ".join(self.manual.strip().partition("\n\n")[0].split())


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule in the order of its id."""

    rules: tuple[RuleManual, ...]
