"""Shelf of types of conflict, one file each; `conflicts` asks them all.

A member defines FIND, which looks through a calendar and gives its collisions; its file's name is
the type's, a word of DESIGN section 5's table. `_calendar` is what they look at, `_collision` what they give.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import FunctionType

from gitcab import shelf
from gitcab.model.conflict import Conflict, Conflicts
from gitcab.model.inventory import Inventory
from gitcab.model.item_class import ItemClass
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.relation import Relation
from gitcab.planning.conflicts._calendar import Calendar, prepared
from gitcab.planning.conflicts._collision import Collision, Cut
from gitcab.planning.conflicts._judging import judged, order
from gitcab.planning.planned import PlannedChange

__all__ = ["Calendar", "conflicts", "conflicts_in", "conflicts_of", "prepared"]


def conflicts(
    inventory: Inventory,
    relations: Mapping[str, Relation],
    classes: Mapping[str, ItemClass],
    changes: Sequence[PlannedChange] | None = None,
    *,
    windows: Iterable[ChangeWindow] | None = None,
    ahead: Inventory | None = None,
) -> Conflicts:
    """What collides among these changes, or those of the inventory, and with its windows.

    `ahead` is the inventory with the items of other revisions laid over it, where some of the
    changes come from such.
    """
    return conflicts_in(prepared(inventory, relations, classes, changes, windows=windows, ahead=ahead))


def conflicts_in(calendar: Calendar) -> Conflicts:
    """What collides in a calendar."""
    found: list[Conflict] = []
    cut: list[str] = []
    for kind, one in _found(calendar):
        if isinstance(one, Cut):
            cut.append(one.words)
        elif calendar.focus is None or calendar.focus.id in one.rfcs:
            found.append(judged(kind, one, calendar))
    return Conflicts(tuple(sorted(found, key=order)), len(calendar.footprints), tuple(cut))


def conflicts_of(change: PlannedChange, calendar: Calendar) -> Conflicts:
    """What that change would collide with in the calendar, in which it takes the place of any with its id.

    A calendar can be asked about many changes. The answer equals the whole calendar's, but that a person's
    stretch may end with the change.
    """
    return conflicts_in(calendar.with_change(change))


def _found(calendar: Calendar) -> Iterator[tuple[str, Collision | Cut]]:
    for kind, find in shelf.collect(sys.modules[__name__], "FIND", FunctionType).items():
        for one in find(calendar):
            yield kind, one
