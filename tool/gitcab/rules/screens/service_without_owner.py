"""Whether a service in use belongs to a team with members, or the item is no such service."""

from gitcab.model.outline import Outline
from gitcab.rules._pairs import is_service_class
from gitcab.rules._screening import Known, Screen


def _clears(outline: Outline, known: Known) -> bool:
    team = known.team(outline.owner or "")
    if team is None or team.has_members or team.is_succeeded:
        return True
    return outline.state != "operational" or not is_service_class(outline.item_class or "", known.classes)


CLEARS = Screen(item=_clears)
