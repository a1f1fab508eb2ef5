"""What changed between two revisions: gitcab.diff/1."""

from typing import Any

from gitcab.model.change_set import ChangeSet, FieldChange, RecordChange, Sort
from gitcab.model.transition import Transition
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given


def plain_field(change: FieldChange) -> dict[str, Any]:
    """One field before and after."""
    return {"route": list(change.route), "before": change.before, "after": change.after}


def _transition(step: Transition | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {"before": step.before, "after": step.after, "legal": step.is_legal, "would_be_legal": list(step.legal)}


def plain_change(change: RecordChange) -> dict[str, Any]:
    """One record's change with its fields, without the document around it."""
    return {
        "change": change.sort.value,
        "kind": change.kind,
        "id": change.id,
        "path": change.path,
        **given(former_id=change.former_id, former_path=change.former_path),
        **given(transition=_transition(change.transition), edit=list(change.sorts) or None),
        "fields": [plain_field(field) for field in change.fields],
    }


def render_change_set(changes: ChangeSet, look: Look) -> str:
    """Every change with its fields before and after, whole."""
    content: dict[str, Any] = {
        "base": changes.base,
        "head": changes.head,
        "changes": [plain_change(change) for change in changes.changes],
        "counts": {sort.value: sum(change.sort is sort for change in changes.changes) for sort in Sort},
    }
    if changes.unread:
        content["unread"] = list(changes.unread)
    return document("diff", content)


RENDER = {ChangeSet: render_change_set}
