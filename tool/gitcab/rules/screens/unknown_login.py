"""Whether every person whom a team names is a member of some team."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears(outline: Outline, known: Known) -> bool:
    return all(known.has_login(named) for kind, named in outline.references if kind == "Login")


CLEARS = Screen(team=_clears)
