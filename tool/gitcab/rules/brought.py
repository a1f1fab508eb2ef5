"""What a change brings: the findings on the estate after it that the one before has not.

Comments in the estate after it silence only what they silence before it as well: nobody excuses himself.
"""

from typing import TYPE_CHECKING, NamedTuple

from gitcab.model.finding import Finding
from gitcab.model.inventory import Estate
from gitcab.rules import judge, judge_against
from gitcab.rules.affected import affected
from gitcab.rules.comparison import new_findings
from gitcab.rules.differences import judge_differences
from gitcab.rules.indexed import judge_around, judge_whole
from gitcab.rules.knots import circles_near
from gitcab.rules.nearby import Nearby
from gitcab.rules.suppression import apply_suppressions, unsilenced
from gitcab.rules.surroundings import Surroundings
from gitcab.store.index.estate import view_of
from gitcab.store.index.neighbours import Neighbours

if TYPE_CHECKING:
    from gitcab.store.index.view import View


def brought(before: Estate, after: Estate) -> tuple[Finding, ...]:
    """What `validate` finds in the estate after and not in the one before, in order."""
    old, new = view_of(before), view_of(after)
    if old is not None and new is not None:
        return _Indexed(_Side(old, before), _Side(new, after)).brought()
    paths = affected(before, after)
    return new_findings(
        apply_suppressions(judge(after, before, paths), after, trusted=before),
        apply_suppressions(judge(before, paths=paths), before),
    )


class _Side(NamedTuple):
    """An estate with the view that shows it."""

    view: "View"
    estate: Estate


class _Indexed(NamedTuple):
    """Both sides as an index tells them."""

    before: _Side
    after: _Side

    def brought(self) -> tuple[Finding, ...]:
        """Whatever can be otherwise is judged on both sides, or all where that may be all."""
        near = self._near()
        if near is None:
            old = judge_whole(*self.before).findings
            new = judge_whole(*self.after, trusted=self.before.estate).findings
        else:
            old = _at(near, self.before)
            new = _at(near, self.after, self.before.estate)
        found = (*new, *self._compared())
        return new_findings(sorted(found, key=lambda one: one.sort_key), old)

    def _compared(self) -> tuple[Finding, ...]:
        """What the rules find that compare the two."""
        before, after = self.before.estate, self.after.estate
        if self.before.view.shares_mirror(self.after.view):
            found = judge_differences(self.after.view, after, self.before.view, before)
        else:
            found = judge_against(after, before, None)
        return unsilenced(found, after, {one.place.path for one in found}, before)

    def _near(self) -> frozenset[str] | None:
        """The paths, from the estate's root, of all records that can have other findings; None where all may."""
        before, after = self.before, self.after
        is_mirror = not before.view.changes and not Neighbours(before.view).flawed_anew()
        if not is_mirror or not before.view.shares_mirror(after.view):
            return None
        near = Nearby(Neighbours(after.view), after.estate.inventory)
        around = (_circles_around(near.rewired, side) for side in self)
        return frozenset(near.paths).union(*around) if near.rewired else frozenset(near.paths)


def _circles_around(ids: set[str], side: _Side) -> set[str]:
    """The paths of what lies on circles of needs near these items."""
    neighbours = Neighbours(side.view)
    return neighbours.having(circles_near(ids, None, side.estate.relations, side.estate.inventory, neighbours))


def _at(near: frozenset[str], side: _Side, trusted: Estate | None = None) -> tuple[Finding, ...]:
    """All findings at these paths, from the estate's root."""
    if not near:
        return ()
    view, estate = side
    neighbours = Neighbours(view)
    outlines = list(view.outlines(near))
    items = [one.id for one in outlines if one.kind == "ConfigurationItem" and one.proposed_by is None]
    circles = frozenset(circles_near(items, None, estate.relations, estate.inventory, neighbours))
    known = Surroundings(outlines, neighbours, estate.inventory, circles)
    paths = frozenset(f"{view.prefix}{path}" for path in near)
    return judge_around(outlines, paths, known, neighbours, estate, trusted)
