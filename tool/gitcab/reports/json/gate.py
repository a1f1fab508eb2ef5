"""The gate's answer, whole: gitcab.gate/1."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from gitcab.model.cmdb_edit import CmdbEdit
from gitcab.model.gate import GateResult, Outline, ServiceHit, Suggestion
from gitcab.model.impact import Impact, State
from gitcab.reports._gate import six_lines
from gitcab.reports._look import Look
from gitcab.reports._suggestion import suggestion_block
from gitcab.reports.json._document import document, given
from gitcab.reports.json._verdict import plain_verdict
from gitcab.reports.json.change_set import plain_change, plain_field
from gitcab.reports.json.conflicts import plain_conflict
from gitcab.reports.json.impact import plain_impacted
from gitcab.reports.json.judgement import plain_finding
from gitcab.reports.json.risk import plain_risk

_WORSE = (State.DOWN, State.DEGRADED, State.AT_RISK)


def render_gate(result: GateResult, look: Look) -> str:
    """The decision, the six lines, and all that it rests on."""
    content: dict[str, Any] = {
        "decision": result.decision.value,
        "base": result.base,
        "head": result.head,
        **given(number=result.number, as_of=_moment(result.as_of)),
        "draft": result.draft,
        "summary": list(six_lines(result)),
        "findings": [plain_finding(one) for one in result.findings],
        "suggestions": [_suggestion(one) for one in result.suggestions],
        "requests": [_outline(one) for one in result.outlines],
        "changes": [plain_change(one) for one in result.changes.changes] if result.changes else [],
        "edits": [_edit(one) for one in result.edits],
        "conflicts": [plain_conflict(one) for one in result.conflicts],
        "nearby": [plain_conflict(one) for one in result.nearby],
        "verdict": plain_verdict(result.verdict) if result.verdict else None,
        "unknown": list(result.unknown),
        "remarks": list(result.remarks),
        "records": result.records,
    }
    return document("gate", content)


def _suggestion(one: Suggestion) -> dict[str, Any]:
    """With the body of a review comment."""
    told = {"path": one.path, "line": one.line, "replacement": one.replacement, "why": one.why}
    return {**told, "body": suggestion_block(one)}


def _outline(one: Outline) -> dict[str, Any]:
    return {
        "rfc": one.rfc,
        "title": one.title,
        "type": one.type,
        "start": _moment(one.interval.start) if one.interval else None,
        "end": _moment(one.interval.end) if one.interval else None,
        "time_zone": str(one.zone),
        **given(minutes=one.minutes),
        "undo": {"minutes": one.backout_minutes, "until": _moment(one.undo_until)},
        "expected": _impact(one.expected),
        "worst": _impact(one.worst),
        "services": _services(one.services),
        "services_at_worst": _services(one.services_at_worst),
        "risk": plain_risk(one.risk) if one.risk else None,
    }


def _services(hit: Iterable[ServiceHit]) -> list[dict[str, str]]:
    return [{"id": name, "state": state.word} for name, state in hit]


def _impact(impact: Impact | None) -> dict[str, Any] | None:
    if impact is None:
        return None
    return {
        "roots": [{"id": root, "state": impact.roots[root].word} for root in sorted(impact.roots)],
        "impacted": [plain_impacted(one) for one in impact.impacted],
        "counts": {state.word: impact.count(state) for state in _WORSE},
    }


def _edit(one: CmdbEdit) -> dict[str, Any]:
    return {
        "change": one.sort.value,
        "kind": one.kind,
        "id": one.id,
        "path": one.path,
        "field": plain_field(one.field) if one.field else None,
        "standing": one.standing.value,
        "why": one.why,
        "rfcs": list(one.rfcs),
        "hint": one.hint,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None


RENDER = {GateResult: render_gate}
