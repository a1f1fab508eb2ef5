"""What an item depends on: gitcab.dependencies/1."""

from typing import Any

from gitcab.model.dependencies import Dependencies, Dependency
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given
from gitcab.reports.json.impact import plain_step


def _dependency(one: Dependency) -> dict[str, Any]:
    return {
        "id": one.id,
        "class": one.item_class,
        "effect": one.effect.word,
        "hops": one.hops,
        "path": [plain_step(step) for step in one.path],
        "name": one.name,
        "family": one.family,
        "owner": one.owner,
        **given(criticality=one.criticality, environment=one.environment),
    }


def render_dependencies(found: Dependencies, look: Look) -> str:
    """Every dependency with what its loss alone would do, and the path from it."""
    content: dict[str, Any] = {"id": found.id, "dependencies": [_dependency(one) for one in found.dependencies]}
    if found.unread:
        content["unread"] = list(found.unread)
    return document("dependencies", content)


RENDER = {Dependencies: render_dependencies}
