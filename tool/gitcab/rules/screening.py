"""Which records need no careful look, because every screen clears them.

A rule that could complain of items or teams and has no screen makes this clear nothing: answers stay
right, only slower, and tests name the rule (decision 0015).
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain

from gitcab import shelf
from gitcab.model.outline import Outline
from gitcab.rules import local, reference, screens, whole
from gitcab.rules._screening import Clears, Known, Screen

JUDGED_BY_READING = frozenset(
    {
        "class_attributes",
        "class_required",
        "group_direction",
        "life_cycle_pair",
        "service_without_criticality",
        "time_window",
        "unknown_attribute",
        "unknown_class",
        "unknown_relation",
    }
)
"""Local rules that look at a record's value alone: whatever `Outline.is_clear` vouches for."""

ABOUT_OTHERS = frozenset(
    {
        "already_exists",
        "closed_record_edited",
        "deleted_but_needed",
        "illegal_transition",
        "model_suspended",
        "patch_does_not_fit",
        "patch_expectation",
        "rfc_incomplete",
        "rfc_item_twice",
        "rfc_not_in_place",
        "standard_misfit",
        "substance_is_fixed",
        "unknown_group",
        "window_rule",
    }
)
"""Rules that never complain of an item or a team that there is: only of changes, windows and other small
kinds, of what RFCs propose, or of what two revisions differ in.
"""


def unscreened() -> frozenset[str]:
    """The rules' modules that nobody has said anything of."""
    rules = frozenset(chain(*map(shelf.names, (local, reference, whole))))
    return rules - JUDGED_BY_READING - ABOUT_OTHERS - frozenset(shelf.names(screens))


@cache
def _screens(sort: str) -> Sequence[Clears]:
    found = shelf.collect(screens, "CLEARS", Screen).values()
    every = (one.item if sort == "ConfigurationItem" else one.team for one in found)
    return tuple(clears for clears in every if clears is not None)


def screener(known: Known) -> Callable[[Outline], bool]:
    """Tells of an outline whether no rule has anything to say about its record.

    Records of other kinds, and what RFCs propose, always need the careful look.
    """
    if unscreened():
        return lambda outline: False
    of_items, of_teams = _screens("ConfigurationItem"), _screens("Team")

    def is_cleared(outline: Outline) -> bool:
        if not outline.is_clear or outline.proposed_by is not None:
            return False
        kind = outline.kind
        if kind == "ConfigurationItem":
            every = of_items
        elif kind == "Team":
            every = of_teams
        else:
            return False
        for clears in every:  # noqa: SIM110 - asked for every record of an estate, and this is faster
            if not clears(outline, known):
                return False
        return True

    return is_cleared
