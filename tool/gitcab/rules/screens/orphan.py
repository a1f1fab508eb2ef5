"""Whether the item relates to another, or another to it, or it is not in service."""

from gitcab.model.outline import Outline
from gitcab.rules._screening import Known, Screen


def _clears(outline: Outline, known: Known) -> bool:
    return bool(outline.links) or outline.state != "operational" or known.is_named(outline.id)


CLEARS = Screen(item=_clears)
