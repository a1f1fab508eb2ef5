"""Findings on an estate that was just read for the first time: of most of its records nothing more is asked."""

from itertools import chain
from typing import TYPE_CHECKING

from gitcab.cli._answer import Answer
from gitcab.cli._within import is_anything_at
from gitcab.model.finding import Finding
from gitcab.rules.packed import judge_packed
from gitcab.store.index.forms import packed_paths
from gitcab.store.index.keeping import Kept, keep
from gitcab.store.uncollected import uncollected

if TYPE_CHECKING:
    from gitcab.cli._preparing import Preparing
    from gitcab.rules.indexed import Judged
    from gitcab.rules.preparation import Preparation
    from gitcab.store.index.file import IndexFile
    from gitcab.store.index.view import View


class JudgingPacked:
    """Keeps the promise of Judging for a mirror that lies packed in the file and was judged; there is no base."""

    def __init__(self, file: "IndexFile", view: "View", prepared: "Preparation", judged: "Judged") -> None:
        self._file = file
        self._view = view
        self._columns = prepared.columns
        self._judged = judged

    def has_record(self, path: str) -> bool:
        """Keeps the promise of Judging, and so do the others."""
        flawed = (flaw.place.path for flaw in self._view.flaws)
        return is_anything_at(path, self._view.prefix, flawed, self._is_below)

    def _is_below(self, path: str) -> bool:
        below = f"{path}/" if path else ""
        every = chain((one.path for one in self._columns.others()), packed_paths(self._view.connection))
        return any(one == path or one.startswith(below) for one in every)

    def found(self) -> Answer:
        """All findings, as without an index."""
        return Answer(self._judged.findings, self._columns.size)

    def new(self) -> Answer:
        """The same: there is no base."""
        return self.found()

    def less(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The same."""
        return findings

    def finish(self) -> None:
        """Writes when nobody reads any more."""
        stamp = self._view.meta["stamp"]
        self._view.close()
        keep(self._file, stamp, self._judged.findings, Kept(self._columns.size, self._judged.joined))


def judging_packed(file: "IndexFile", view: "View", preparing: "Preparing") -> JudgingPacked | None:
    """Whoever has judged what lies packed; None where only tables can tell."""
    prepared = preparing.of(view)
    if prepared is None:
        return None
    with uncollected():  # findings hold no cycles
        judged = judge_packed(view, prepared)
    return None if judged is None else JudgingPacked(file, view, prepared, judged)
