"""Whether all that a record names exists."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears_item(outline: Outline, known: Known) -> bool:
    if any(tie.leads_nowhere for tie in known.bad_ties(outline)):
        return False
    operator = outline[9]
    return known.team(outline[8] or "") is not None and (operator is None or known.team(operator) is not None)


def _clears_team(outline: Outline, known: Known) -> bool:
    return all(kind == "Login" or (kind == "Team" and known.team(named)) for kind, named in outline.references)


CLEARS = Screen(item=_clears_item, team=_clears_team)
