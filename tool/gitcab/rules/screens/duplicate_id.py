"""Whether no other record has, or had, one of the record's ids."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears(outline: Outline, known: Known) -> bool:
    return not known.shares_an_id(outline)


CLEARS = Screen(item=_clears, team=_clears)
