"""Findings for `validate`: by the index where there is one, else with care of each file."""

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Protocol, TypeVar

from gitcab.cli._opening import Opened, Views
from gitcab.cli._preparing import Preparing
from gitcab.cli._supposing import answered_meanwhile

if TYPE_CHECKING:  # what answers is loaded while git works
    from gitcab.cli._answer import Answer
    from gitcab.model.finding import Finding
    from gitcab.store.index.differing import Seen
    from gitcab.store.index.view import View

T = TypeVar("T")


class Judging(Protocol):
    """A revision and, where one is given, the base that it is compared with."""

    def has_record(self, path: str) -> bool:
        """Whether at or below the path, from git's top, there is a record or a file with a flaw."""
        ...

    def found(self) -> "Answer":
        """All findings on the revision, those of the comparison included."""
        ...

    def new(self) -> "Answer":
        """The findings on the revision that its base does not have."""
        ...

    def less(self, findings: "tuple[Finding, ...]") -> "tuple[Finding, ...]":
        """Those of the findings that the base does not have."""
        ...

    def finish(self) -> None:
        """Keeps what may be of use the next time. Nothing can be asked afterwards."""
        ...


def judging(opened: Opened, rev: str | None, base: str | None, seen: "Seen | None" = None) -> Judging:
    """Whoever can judge these; None is the work tree, of which this was `seen`, or no base.

    Raises what `Opened.estate` raises.
    """
    preparing = Preparing()
    with opened.views(rev, *([base] if base else []), watch=preparing, seen=seen) as views:
        judged = None if base else _judging_packed(views, preparing)
        if judged is not None:
            return judged
        from gitcab.cli._judging_by_index import JudgingByIndex  # loaded while git works

        view, *others = views()
    base_view = others[0] if others else None
    if view is not None and (base_view is not None or not base):
        return JudgingByIndex(opened.repository, view, base_view, preparing)
    return _WithCare(opened, rev, base)


def _judging_packed(views: "Views", preparing: Preparing) -> Judging | None:
    """Whoever has judged what was read for the first time; None where there was an index, or tables are wanted."""
    packed = views.packed()
    if packed is None:
        return None
    from gitcab.cli._judging_packed import judging_packed

    file, view = packed
    judged = judging_packed(file, view, preparing)
    if judged is None:
        view.close()
    return judged


def judged_meanwhile(
    opened: Opened, rev: str | None, base: str | None, answer: Callable[[Judging], T]
) -> "tuple[T | None, Seen | None]":
    """What `answer` gives of whoever judges HEAD, if the work tree holds just that; else None, and what was seen.

    As `answered_meanwhile`, which it is: with a base, and where the findings on the mirror were kept.
    """

    keeping: list[Callable[[], None]] = []

    def answered(view: "View") -> T | None:
        if not view.is_judged:
            return None
        from gitcab.cli._judging_by_index import JudgingByIndex

        if not base:
            return answer(JudgingByIndex(opened.repository, view, None, Preparing()))
        base_view = opened.view(base)
        if base_view is None:
            return None
        with closing(base_view):
            judging = JudgingByIndex(opened.repository, view, base_view, Preparing())
            keeping.append(judging.keeping_base())
            return answer(judging) if view.shares_mirror(base_view) else None

    told = answered_meanwhile(opened, rev, answered)
    for write in keeping:  # nobody reads any more
        write()
    return told


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

    def found(self) -> "Answer":
        from gitcab.cli._answer import Answer
        from gitcab.rules import judge
        from gitcab.rules.suppression import apply_suppressions

        found = apply_suppressions(judge(self._estate, self._base), self._estate)
        return Answer(found, len(self._estate.inventory))

    def new(self) -> "Answer":
        found = self.found()
        return found._replace(findings=self.less(found.findings))

    def less(self, findings: "tuple[Finding, ...]") -> "tuple[Finding, ...]":
        from gitcab.rules import judge
        from gitcab.rules.comparison import new_findings
        from gitcab.rules.suppression import apply_suppressions

        if self._base is None:
            return findings
        return new_findings(findings, apply_suppressions(judge(self._base), self._base))

    def finish(self) -> None:
        """Nothing was learnt that could be kept."""
