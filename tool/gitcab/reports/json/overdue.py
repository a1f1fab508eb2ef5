"""What is overdue: gitcab.overdue/1."""

from typing import Any

from gitcab.model.overdue import OverdueList
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given


def render_overdue(overdue: OverdueList, look: Look) -> str:
    """Each thing with its day, who owes it and the next step."""
    items = [
        {
            "sort": one.sort,
            "record": one.record,
            **given(due=one.due),
            "who": list(one.who),
            "message": one.message,
            "next": one.next_step,
        }
        for one in overdue.items
    ]
    content: dict[str, Any] = {"now": overdue.now.isoformat().replace("+00:00", "Z"), "overdue": items}
    if overdue.unread:
        content["unread"] = list(overdue.unread)
    return document("overdue", content)


RENDER = {OverdueList: render_overdue}
