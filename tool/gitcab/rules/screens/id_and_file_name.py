"""Whether a record's id is its file's name."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears(outline: Outline, known: Known) -> bool:
    return outline[0].endswith(f"/{outline[3]}.yaml")


CLEARS = Screen(item=_clears, team=_clears)
