"""What two views of one mirror differ in, and what that means for the rules that compare revisions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gitcab.model.finding import Finding
from gitcab.model.inventory import Estate
from gitcab.model.outline import Outline
from gitcab.store.index.neighbours import Neighbours

if TYPE_CHECKING:
    from gitcab.store.index.view import View

Pair = tuple[Outline | None, Outline | None]


def judge_differences(view: "View", estate: Estate, base_view: "View", base: Estate) -> tuple[Finding, ...]:
    """What the rules that compare revisions find in the view, whose estate is given, against the base's.

    Both views show the same mirror.
    """
    pairs = list(_pairs(base_view, view))
    small = {one.id for pair in pairs for one in pair if one is not None and one.kind != "ConfigurationItem"}
    items = {one.id for one, _ in pairs if one is not None and one.kind == "ConfigurationItem"}
    gone = {one for one in items if estate.inventory.item(one) is None}
    if not small and not gone:
        return ()
    from gitcab.rules import Scope, judge_against

    paths = {one.path for pair in pairs for one in pair if one is not None}
    for each in (base_view, view):
        paths |= Neighbours(each).having(small) if small else set()
    scope = Scope(frozenset(f"{view.prefix}{path}" for path in paths), frozenset(gone))
    return judge_against(estate, base, scope)


def _pairs(base: "View", view: "View") -> Iterator[Pair]:
    """The outlines at each path where they differ: the base's and the view's."""
    before, after = ({change.path: change for change in each.changes} for each in (base, view))
    for path in sorted(before.keys() | after.keys()):
        mirrored = before[path].before if path in before else after[path].before
        one = before[path].after if path in before else mirrored
        other = after[path].after if path in after else mirrored
        if one != other:
            yield one, other
