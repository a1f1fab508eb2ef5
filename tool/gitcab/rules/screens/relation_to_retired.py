"""Whether no relation leads from what is in service to what is retired."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears(outline: Outline, known: Known) -> bool:
    return not any(tie.is_dead for tie in known.bad_ties(outline))


CLEARS = Screen(item=_clears)
