"""Whether the item is on no circle of hard needs."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears(outline: Outline, known: Known) -> bool:
    return not known.in_circle(outline[3])


CLEARS = Screen(item=_clears)
