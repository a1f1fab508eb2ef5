"""Whether a record lies where its class or kind belongs."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears_item(outline: Outline, known: Known) -> bool:
    return outline[0].startswith(f"cmdb/{outline[7]}/")


def _clears_team(outline: Outline, known: Known) -> bool:
    return outline[0].startswith("cmdb/teams/")


CLEARS = Screen(item=_clears_item, team=_clears_team)
