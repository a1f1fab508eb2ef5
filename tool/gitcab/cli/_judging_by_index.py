"""Findings by the index: those of the mirror are kept, those of a view are what differs from them."""

from collections.abc import Callable, Collection, Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from gitcab.cli._answer import Answer
from gitcab.cli._preparing import Preparing
from gitcab.cli._within import is_anything_at
from gitcab.model.finding import Finding
from gitcab.model.inventory import Estate
from gitcab.rules.comparison import new_findings
from gitcab.rules.differences import judge_differences
from gitcab.rules.indexed import Judged, judge_nearby, judge_whole
from gitcab.store.index.estate import estate_of
from gitcab.store.index.file import IndexFile
from gitcab.store.index.keeping import Kept, keep, keep_seen, kept, mirror_under
from gitcab.store.index.neighbours import Neighbours
from gitcab.store.index.outlined import unkept
from gitcab.store.index.view import View
from gitcab.store.repository import Repository
from gitcab.store.uncollected import uncollected

if TYPE_CHECKING:
    from gitcab.rules.census import Census


class _Mirror:
    """What is known of the mirror under a view: what was kept, or what judging it now finds."""

    def __init__(self, repository: Repository, view: View, preparing: Preparing) -> None:
        self._preparing = preparing
        self._repository = repository
        self._view = view
        self._own: View | None = None
        self._found: tuple[Finding, ...] | None = None

    @cached_property
    def known(self) -> Kept | None:
        """None where the mirror itself cannot be judged."""
        return kept(self._view) or self._judged()

    def is_under(self, view: View) -> bool:
        """Whether that view shows it as well."""
        stamp = self._view.meta.get("stamp")
        return stamp is not None and view.meta.get("stamp") == stamp

    def findings(self, view: View, paths: Collection[str] | None = None) -> Iterable[Finding]:
        """Those on the mirror under the view, or at these paths from git's top."""
        if self._found is None:
            return view.findings(paths)
        return (one for one in self._found if paths is None or one.place.path in paths)

    def show(self, view: View) -> None:
        """Has a view of it tell what was found now as if that had been kept."""
        if self._found is not None and view.changes:
            from gitcab.store.index.showing import show_findings  # where all was kept nobody needs it

            show_findings(view.connection, self._found)

    def keep(self) -> None:
        """Keeps what was found now; no view may be open any more."""
        stamp = self._view.meta.get("stamp")
        if self._found is not None and self.known is not None and stamp is not None:
            keep(IndexFile(self._repository.git_dir, self._view.prefix), stamp, self._found, self.known)

    def close(self) -> None:
        """Lets go of the file."""
        if self._own is not None:
            self._own.close()

    def _judged(self) -> Kept | None:
        view: View | None = self._view
        if self._view.changes or Neighbours(self._view).flawed_anew():
            view = self._own = mirror_under(self._view, self._repository)
        if view is None:
            return None
        prepared = self._preparing.hand_over(view)
        census, reader = (prepared.census, prepared.reader) if prepared else (None, None)
        del prepared  # the columns of a big estate take room
        estate = estate_of(view, reader)
        judged = _whole(view, estate, census)
        self._found = judged.findings
        return Kept(len(estate.inventory), judged.joined)


class _Side:
    """A view with what is found on it."""

    def __init__(self, view: View, mirror: _Mirror) -> None:
        self.view = view
        self.mirror = mirror
        self.estate = estate_of(view)

    @cached_property
    def judged(self) -> Judged:
        """What was judged anew, because it can be otherwise than in the mirror."""
        known = self.mirror.known
        self.mirror.show(self.view)
        near = judge_nearby(self.view, self.estate, known.joined) if known else None
        return near or _whole(self.view, self.estate)

    @property
    def records(self) -> int:
        """How many records the view has."""
        known = self.mirror.known
        if known is None:
            return len(self.estate.inventory)
        changes = self.view.changes
        return known.records + sum((one.after is not None) - (one.before is not None) for one in changes)

    def findings(self, paths: frozenset[str] | None = None) -> list[Finding]:
        """All, or those at these paths from git's top."""
        judged = self.judged
        if judged.paths is None:
            return [one for one in judged.findings if paths is None or one.place.path in paths]
        asked = None if paths is None else paths - judged.paths
        old = (one for one in self.mirror.findings(self.view, asked) if one.place.path not in judged.paths)
        return [*old, *(one for one in judged.findings if paths is None or one.place.path in paths)]


class JudgingByIndex:
    """Keeps the promise of Judging for views of the index; both show one mirror, if it was not made anew between."""

    def __init__(self, repository: Repository, view: View, base: View | None, preparing: Preparing) -> None:
        mirror = _Mirror(repository, view, preparing)
        self._repository = repository
        self._mirrors = [mirror]
        self._side = _Side(view, mirror)
        self._base: _Side | None = None
        if base is not None:
            if not mirror.is_under(base):
                self._mirrors.append(_Mirror(repository, base, preparing))
            self._base = _Side(base, self._mirrors[-1])

    def has_record(self, path: str) -> bool:
        """Keeps the promise of Judging, and so do the others."""
        view = self._side.view
        flawed = (flaw.place.path for flaw in view.flaws)
        return is_anything_at(path, view.prefix, flawed, Neighbours(view).is_below)

    def found(self) -> Answer:
        """All findings, as without an index."""
        return Answer(_sorted((*self._side.findings(), *self._compared())), self._side.records)

    def new(self) -> Answer:
        """Where both show one mirror, whatever neither has judged anew is equal in both."""
        if self._base is None:
            return self.found()
        paths = self._judged_paths()
        found = _sorted((*self._side.findings(paths), *self._compared()))
        return Answer(new_findings(found, _sorted(self._base.findings(paths))), self._side.records)

    def less(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Keeps the promise of Judging."""
        return new_findings(findings, _sorted(self._base.findings())) if self._base else findings

    def finish(self) -> None:
        """Writes when nobody reads any more."""
        views = [side.view for side in (self._side, self._base) if side is not None]
        keeping = [self._keeping(view) for view in views]
        for view in views:
            view.close()
        for mirror in self._mirrors:
            mirror.close()
            mirror.keep()
        for write in keeping:
            write()

    def keeping_base(self) -> Callable[[], None]:
        """What keeps what was laid over the mirror for the base, to be called when nobody reads any more."""
        return self._keeping(self._base.view) if self._base else lambda: None

    def _keeping(self, view: View) -> Callable[[], None]:
        """What keeps what was laid over the mirror for that view."""
        stamp, outlines = view.meta.get("stamp"), unkept(view) if view.changes else ()
        if stamp is None or not outlines:
            return lambda: None
        return partial(keep_seen, self._repository.git_dir, view.prefix, stamp, outlines)

    def _compared(self) -> tuple[Finding, ...]:
        if self._base is None:
            return ()
        if len(self._mirrors) == 1:
            return judge_differences(self._side.view, self._side.estate, self._base.view, self._base.estate)
        from gitcab.rules import judge_against

        return judge_against(self._side.estate, self._base.estate, None)

    def _judged_paths(self) -> frozenset[str] | None:
        """None are all."""
        if self._base is None or len(self._mirrors) > 1:
            return None
        one, other = self._side.judged.paths, self._base.judged.paths
        return None if one is None or other is None else one | other


def _whole(view: View, estate: Estate, census: "Census | None" = None) -> Judged:
    """Findings hold no cycles."""
    with uncollected():
        return judge_whole(view, estate, census=census)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
