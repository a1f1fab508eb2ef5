"""Findings for `validate`: by the index where there is one, else with care of each file."""

from typing import Protocol

from gitcab.cli._answer import Answer
from gitcab.cli._censuses import Censuses
from gitcab.cli._opening import Opened
from gitcab.model.finding import Finding
from gitcab.rules.comparison import new_findings


class Judging(Protocol):
    """A revision and, where one is given, the base that it is compared with."""

    def has_record(self, path: str) -> bool:
        """Whether at or below the path, from git's top, there is a record or a file with a flaw."""
        ...

    def found(self) -> Answer:
        """All findings on the revision, those of the comparison included."""
        ...

    def new(self) -> Answer:
        """The findings on the revision that its base does not have."""
        ...

    def less(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Those of the findings that the base does not have."""
        ...

    def finish(self) -> None:
        """Keeps what may be of use the next time. Nothing can be asked afterwards."""
        ...


def judging(opened: Opened, rev: str | None, base: str | None) -> Judging:
    """Whoever can judge these; None is the work tree, or no base. Raises what `Opened.estate` raises."""
    censuses = Censuses()
    view = opened.view(rev, censuses)
    base_view = opened.view(base) if base and view is not None else None
    if view is not None and (base_view is not None or not base):
        from gitcab.cli._judging_by_index import JudgingByIndex

        return JudgingByIndex(opened.repository, view, base_view, censuses)
    return _WithCare(opened, rev, base)


class _WithCare:
    """Every file is read, and every rule looks at every record."""

    def __init__(self, opened: Opened, rev: str | None, base: str | None) -> None:
        self._estate = opened.estate(rev)
        self._base = opened.estate(base) if base else None

    def has_record(self, path: str) -> bool:
        """Keeps the promise of Judging, and so do the others."""
        records = (entry.source.path for entry in self._estate.entries)
        flawed = (flaw.place.path for flaw in self._estate.flaws)
        return any(one == path or one.startswith(f"{path}/") for each in (records, flawed) for one in each)

    def found(self) -> Answer:
        from gitcab.rules import judge
        from gitcab.rules.suppression import apply_suppressions

        found = apply_suppressions(judge(self._estate, self._base), self._estate)
        return Answer(found, len(self._estate.inventory))

    def new(self) -> Answer:
        found = self.found()
        return Answer(self.less(found.findings), found.records)

    def less(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        from gitcab.rules import judge
        from gitcab.rules.suppression import apply_suppressions

        if self._base is None:
            return findings
        return new_findings(findings, apply_suppressions(judge(self._base), self._base))

    def finish(self) -> None:
        """Nothing was learnt that could be kept."""
