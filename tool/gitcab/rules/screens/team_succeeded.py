"""Whether no team that a record names was succeeded by another one."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears_item(outline: Outline, known: Known) -> bool:
    owner, operator = outline[8], outline[9]
    return _stands(owner or "", known) and (operator is None or _stands(operator, known))


def _clears_team(outline: Outline, known: Known) -> bool:
    return all(_stands(named, known) for kind, named in outline.references if kind == "Team")


def _stands(id: str, known: Known) -> bool:
    team = known.team(id)
    return team is None or not team.is_succeeded


CLEARS = Screen(item=_clears_item, team=_clears_team)
