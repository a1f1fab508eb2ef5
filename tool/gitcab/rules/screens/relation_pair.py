"""Whether each relation may join the two classes."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears(outline: Outline, known: Known) -> bool:
    return not any(tie.misfits for tie in known.bad_ties(outline))


CLEARS = Screen(item=_clears)
