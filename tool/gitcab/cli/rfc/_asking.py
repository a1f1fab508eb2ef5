"""From options and answers to a plain request for change."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from gitcab.cli._items import known_ids, model_named
from gitcab.cli._prompting import Question, answer_all
from gitcab.cli.rfc._items import items_of, touched_item
from gitcab.model.attribute_text import split
from gitcab.model.inventory import Estate
from gitcab.model.moment import read_time, zone
from gitcab.model.records.change_model import ChangeModel
from gitcab.model.records.team import Team

OPEN_STATES = ("new", "assess", "authorize", "scheduled", "implement", "review")
_PLANS = ("implementation", "test", "backout")
_LISTS = ("assigned_to", *_PLANS)


def gathered(estate: Estate, given: Mapping[str, Any]) -> dict[str, Any]:
    """The RFC, all but its id, completed by questions. Raises UsageError for what is still missing."""
    answers = dict(given)

    def take(question: Question, answer: str) -> None:
        name = question.route[0]
        answers[name] = (answer,) if name == "items" else split(answer) if name in _LISTS else answer

    answer_all(lambda: _missing(estate, answers), take)
    return _plain(estate, answers)


def _model(estate: Estate, answers: Mapping[str, Any]) -> ChangeModel | None:
    """Raises UsageError where it is not there."""
    return model_named(estate, answers["model"]).record if answers["model"] else None


def _missing(estate: Estate, answers: Mapping[str, Any]) -> Iterator[Question]:
    model = _model(estate, answers)
    reached = OPEN_STATES.index(answers["state"])
    if not answers["title"]:
        yield Question("--title", "Title", ("title",))
    if answers["sort"] == "standard" and not model:
        yield Question("--model", "Change model", ("model",), known_ids(estate, ChangeModel))
    if not (answers["items"] or answers["retired"]):
        words = "Configuration item that is touched, as ID or ID=outage,15"
        yield Question("--ci (or --retire)", words, ("items",), check=lambda text: touched_item(estate, text, "none"))
    if not answers["requested_by"]:
        yield Question("--requested-by", "Login of whoever asks for it", ("requested_by",), _logins(estate))
    if reached >= OPEN_STATES.index("assess") and not answers["justification"]:
        yield Question("--justification", "Why it is done", ("justification",))
    yield from _missing_schedule(answers, asked=reached >= OPEN_STATES.index("scheduled"))
    if reached >= OPEN_STATES.index("scheduled"):
        yield from _missing_work(estate, answers, model)


def _missing_schedule(answers: Mapping[str, Any], *, asked: bool) -> Iterator[Question]:
    """A schedule that is begun must be whole; its local times need a zone."""
    begun = any(answers[name] for name in ("start", "end", "time_zone"))
    for name in ("start", "end") if asked or begun else ():
        if not answers[name]:
            yield Question(f"--{name}", f"{name.capitalize()}, as 2026-12-05T22:00", (name,), check=read_time)
    times = [answers[name] for name in ("start", "end")]
    is_local = any(read_time(time).tzinfo is None for time in times if time)
    if not answers["time_zone"] and (is_local or (asked and not all(times))):
        yield Question("--time-zone", "Time zone, as America/Chicago", ("time_zone",), check=zone)


def _missing_work(estate: Estate, answers: Mapping[str, Any], model: ChangeModel | None) -> Iterator[Question]:
    if not answers["assigned_to"]:
        yield Question("--assigned-to", "Logins of those who do it, separated by ;", ("assigned_to",))
    planned = _planned(model)
    waits = ("test",) if answers["sort"] == "emergency" else ()
    for name in _PLANS:
        if not (answers[name] or name in planned or name in waits):
            yield Question(f"--{name}", f"Plan for {name}, steps separated by ;", (name,))


def _planned(model: ChangeModel | None) -> Mapping[str, Any]:
    plans: dict[str, Any] = model.to_plain().get("plans", {}) if model else {}
    return plans


def _logins(estate: Estate) -> list[str]:
    return sorted({login for entry in estate.inventory.of_kind(Team) for login in entry.record.members})


def _plain(estate: Estate, answers: Mapping[str, Any]) -> dict[str, Any]:
    model = _model(estate, answers)
    sort = answers["sort"] or ("standard" if model else "normal")
    plain = {
        "kind": "RequestForChange",
        "title": answers["title"],
        "type": sort,
        "model": model.id if model else None,
        "state": answers["state"],
        "requested_by": answers["requested_by"],
        "requested_for": answers["requested_for"],
        "assigned_to": list(answers["assigned_to"]),
        "justification": answers["justification"],
        "urgency": answers["urgency"],
        "configuration_items": items_of(estate, answers["items"], answers["retired"], model),
        "schedule": {name: answers[name] for name in ("start", "end", "time_zone") if answers[name]},
        "plans": _plans(answers, model),
    }
    return {name: value for name, value in plain.items() if value}


def _plans(answers: Mapping[str, Any], model: ChangeModel | None) -> dict[str, Any]:
    """The model's plans, each replaced by the steps that are given."""
    plans = dict(_planned(model))
    plans |= {name: list(answers[name]) for name in ("implementation", "test") if answers[name]}
    if answers["backout"]:
        plans["backout"] = {"steps": list(answers["backout"])}
    if answers["backout_minutes"] is not None:
        steps = plans.get("backout")
        if steps is None:
            raise click.UsageError("--backout-minutes needs --backout, the steps that take so long")
        plans["backout"] = {
            **(steps if isinstance(steps, dict) else {"steps": steps}),
            "minutes": answers["backout_minutes"],
        }
    return plans
