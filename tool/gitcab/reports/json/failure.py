"""Single points of failure: gitcab.spof/1."""

from typing import Any

from gitcab.model.failure import CutSet, PointsOfFailure
from gitcab.reports._look import Look
from gitcab.reports.json._document import document
from gitcab.reports.json.impact import plain_step


def _cut_set(cut: CutSet) -> dict[str, Any]:
    return {"items": list(cut.items), "hops": cut.effect.hops, "path": [plain_step(step) for step in cut.effect.path]}


def render_points(points: PointsOfFailure, look: Look) -> str:
    """Items, and pairs where they were asked for (else null), each with the path to the service."""
    content: dict[str, Any] = {
        "service": points.service,
        "already_down": points.already_down,
        "singles": [_cut_set(cut) for cut in points.singles],
        "pairs": None if points.pairs is None else [_cut_set(cut) for cut in points.pairs],
    }
    if points.unread:
        content["unread"] = list(points.unread)
    return document("spof", content)


RENDER = {PointsOfFailure: render_points}
