"""What a new policy would change: gitcab.replay/1."""

from typing import Any

from gitcab.model.replay import Demand, Replay, Replayed
from gitcab.reports._look import Look
from gitcab.reports.json._document import document


def render_replay(replay: Replay, look: Look) -> str:
    """Every decision by both policies, and the counts."""
    before, after = replay.approvals
    counts = {
        "changes": len(replay.changes),
        "flipped": len(replay.flipped),
        "failed": replay.failed,
        "caught": replay.caught,
        "approvals_before": before,
        "approvals_after": after,
    }
    content: dict[str, Any] = {"decisions": [_replayed(one) for one in replay.changes], "counts": counts}
    if replay.unread:
        content["unread"] = list(replay.unread)
    return document("replay", content)


def _replayed(one: Replayed) -> dict[str, Any]:
    return {
        "rfc": one.rfc,
        "failed": one.failed,
        "flipped": one.is_flipped,
        "caught": one.is_caught,
        "old": _demand(one.old),
        "new": _demand(one.new),
    }


def _demand(demand: Demand) -> dict[str, Any]:
    return {"status": demand.status.value, "approvals": demand.approvals, "from": list(demand.groups)}


RENDER = {Replay: render_replay}
