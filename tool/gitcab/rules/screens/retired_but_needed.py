"""Whether nothing in service names the item, where that is retired."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears(outline: Outline, known: Known) -> bool:
    if outline[5] != "end_of_life":
        return True
    # Who needs an item is known of those that are meant by their id, and so not of one whose id is taken.
    meant = known.sort_of(outline.id)
    return meant is not None and meant.is_retired and not known.is_needed(outline.id)


CLEARS = Screen(item=_clears)
