"""How the repository is set up: each demand, and how to mend what is not well."""

from gitcab.model.checkup import Checkup, Health
from gitcab.reports._look import Look
from gitcab.reports._wording import counted
from gitcab.reports.text._page import Page

_MARKS = {Health.WELL: ("well", "green"), Health.ILL: ("ill ", "bold red"), Health.UNKNOWN: ("?   ", "bold yellow")}


def render_checkup(checkup: Checkup, look: Look) -> str:
    """One line a demand, and how many are not well."""
    page = Page(look)
    for one in checkup.examined:
        page.line(_MARKS[one.health], f"  {one.name}: {one.why}", rest=" " * 6)
        if one.mend:
            page.line(one.mend, first="      Mend: ", rest=" " * 6)
    page.line(_result(checkup))
    return page.finish()


def _result(checkup: Checkup) -> str:
    where = " of ".join(name for name in (checkup.branch, checkup.repository) if name)
    sick = sum(one.health is Health.ILL for one in checkup.examined)
    unseen = sum(one.health is Health.UNKNOWN for one in checkup.examined)
    if sick or unseen:
        return f"{where}: {counted(sick, 'demand')} not met, {unseen} could not be seen. See docs/github.md."
    return f"{where}: all is well."


RENDER = {Checkup: render_checkup}
