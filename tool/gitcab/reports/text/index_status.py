"""How the index stands, in a few sentences."""

from gitcab.model.index_status import IndexStatus, Mirror
from gitcab.reports._look import Look
from gitcab.reports._wording import counted, listed
from gitcab.reports.text._page import Page

_FEW = 6


def render_index_status(status: IndexStatus, look: Look) -> str:
    """Where it lies, what it mirrors, what differs, and what to do next."""
    page = Page(look)
    mirror = status.mirror
    if mirror is None:
        _tell_absence(status, page)
        return page.finish()
    page.line(f"{status.path}, {_megabytes(mirror.size)}, made by gitcab {mirror.version}")
    page.line(f"It mirrors commit {mirror.commit[:12]}: {_contents(mirror)}.")
    page.line(_differences(mirror, look))
    page.line("What `gitcab validate` found there is kept." if mirror.is_judged else _NOT_JUDGED)
    return page.finish()


_NOT_JUDGED = "What is wrong there is not known yet. Find out: gitcab validate"


def _tell_absence(status: IndexStatus, page: Page) -> None:
    if status.why_not:
        where = "" if status.path in status.why_not else f" at {status.path}"
        page.line(f"The index{where} is not used: {status.why_not}.")
    else:
        page.line(f"There is no index at {status.path}.")
    page.line("Every command answers without it. Make it: gitcab index build")


def _contents(mirror: Mirror) -> str:
    records = counted(mirror.records, "record")
    return f"{records}, and {counted(mirror.unread, 'file')} that cannot be read" if mirror.unread else records


def _differences(mirror: Mirror, look: Look) -> str:
    if not mirror.differing:
        return f"Nothing in {mirror.beside} differs from it."
    limit = len(mirror.differing) if look.full else _FEW
    differ = "differs" if len(mirror.differing) == 1 else "differ"
    files = counted(len(mirror.differing), "file")
    told = listed(mirror.differing, limit=limit)
    return f"{files} of {mirror.beside} {differ} or may, and are looked at anew each time: {told}"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


RENDER = {IndexStatus: render_index_status}
