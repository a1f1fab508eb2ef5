"""One record and its neighbours: gitcab.record/1."""

from gitcab.model.record_sheet import Neighbour, RecordSheet
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given


def _neighbour(one: Neighbour) -> dict[str, str]:
    return {"relation": one.relation, "id": one.id, "name": one.name, **given(note=one.note or None)}


def render_sheet(sheet: RecordSheet, look: Look) -> str:
    """The record as it was written, where it lies, and who stands on both ends of its relations."""
    content = {
        "kind": sheet.kind,
        "id": sheet.id,
        "title": sheet.title,
        "path": sheet.path,
        "record": dict(sheet.plain),
        "outgoing": [_neighbour(one) for one in sheet.outgoing],
        "incoming": [_neighbour(one) for one in sheet.incoming],
    }
    return document("record", content)


RENDER = {RecordSheet: render_sheet}
