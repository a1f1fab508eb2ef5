"""How the index stands: gitcab.index_status/1."""

from gitcab.model.index_status import IndexStatus
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given


def render_index_status(status: IndexStatus, look: Look) -> str:
    """Where it lies, whether it is used and, if so, what it mirrors."""
    mirror = status.mirror
    content = {"path": status.path, "usable": mirror is not None, **given(why_not=status.why_not or None)}
    if mirror is not None:
        content["mirror"] = {
            "bytes": mirror.size,
            "commit": mirror.commit,
            "records": mirror.records,
            "unread": mirror.unread,
            "judged": mirror.is_judged,
            "version": mirror.version,
            "beside": mirror.beside,
            "differing": list(mirror.differing),
        }
    return document("index_status", content)


RENDER = {IndexStatus: render_index_status}
