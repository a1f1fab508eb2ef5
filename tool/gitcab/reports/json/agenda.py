"""The board's agenda: gitcab.agenda/1."""

from typing import Any

from gitcab.model.agenda import Agenda, Decision, Happening
from gitcab.model.overdue import Overdue
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given
from gitcab.reports.json.schedule import plain_change, utc


def render_agenda(agenda: Agenda, look: Look) -> str:
    """The four parts; changes that come are told as in gitcab.schedule/1."""
    content = given(
        week=agenda.week,
        start=utc(agenda.start),
        since=utc(agenda.since),
        coming_from=utc(agenda.coming_from),
        time_zone=str(agenda.start.tzinfo),
        decisions=[_decision(one) for one in agenda.decisions],
        happenings=[_happening(one) for one in agenda.happenings],
        corrections_known=agenda.corrections_known,
        overdue=[_overdue(one) for one in agenda.overdue],
        coming=[plain_change(one) for one in agenda.coming],
        unread=list(agenda.unread) or None,
    )
    return document("agenda", content)


def _decision(one: Decision) -> dict[str, Any]:
    return given(
        rfc=one.rfc,
        title=one.title,
        type=one.type,
        state=one.state,
        on_hold=one.on_hold,
        start=utc(one.start) if one.start else None,
        end=utc(one.end) if one.end else None,
        worst={
            "down": one.worst.down,
            "degraded": one.worst.degraded,
            "services": [{"name": name, "state": state.word} for name, state in one.worst.services],
        },
        missing=list(one.missing),
    )


def _happening(one: Happening) -> dict[str, Any]:
    return given(sort=one.sort, record=one.record, at=utc(one.at) if one.at else None, message=one.message)


def _overdue(one: Overdue) -> dict[str, Any]:
    return given(sort=one.sort, record=one.record, due=one.due, who=list(one.who), message=one.message)


RENDER = {Agenda: render_agenda}
