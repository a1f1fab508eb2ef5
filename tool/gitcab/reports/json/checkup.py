"""How the repository is set up: gitcab.doctor/1."""

from gitcab.model.checkup import Checkup
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given


def render_checkup(checkup: Checkup, look: Look) -> str:
    """Every demand with how it stands, why, and how to mend it."""
    demands = [
        {"name": one.name, "health": one.health.value, "why": one.why, **given(mend=one.mend or None)}
        for one in checkup.examined
    ]
    named = given(repository=checkup.repository or None)
    return document("doctor", {**named, "branch": checkup.branch, "demands": demands})


RENDER = {Checkup: render_checkup}
