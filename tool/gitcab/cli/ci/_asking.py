"""From options and answers to a plain configuration item."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

import click

from gitcab.cli._items import class_named, known_ids
from gitcab.cli._pairs import pairs
from gitcab.cli._prompting import Question, answer_all
from gitcab.model.attribute_text import attribute_value, split
from gitcab.model.inventory import Estate
from gitcab.model.item_class import ItemClass
from gitcab.model.moment import read_date
from gitcab.model.records.configuration_item import Criticality, Environment, Stage, Status
from gitcab.model.records.team import Team
from gitcab.store.composing import checked_id

_OPERATIONAL = {"stage": "operational", "status": "in_use"}
_ONE_BY_ONE = ("name", "owner", "operated_by", "description", "environment", "criticality", "quorum", "verified_on")


def gathered(estate: Estate, given: Mapping[str, Any]) -> dict[str, Any]:
    """The item as the options say, completed by questions. Raises UsageError for what is still missing."""
    plain = _plain(estate, given)

    def take(question: Question, answer: str) -> None:
        _put(plain, question.route, _typed(estate, plain, question.route, answer))

    answer_all(lambda: _missing(estate, plain), take)
    return plain


def _plain(estate: Estate, given: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {"kind": "ConfigurationItem"}
    if given["class_"]:
        class_named(estate, given["class_"])
        plain["class"] = given["class_"]
    if given["id"]:
        plain["id"] = given["id"]
    plain |= {name: given[name] for name in _ONE_BY_ONE if given[name] is not None}
    life_cycle = {name: given[name] for name in ("stage", "status") if given[name]}
    plain["life_cycle"] = life_cycle or dict(_OPERATIONAL)
    if given["tags"]:
        plain["tags"] = list(given["tags"])
    for name, target in pairs("--relation", given["relations"]):
        plain.setdefault("relations", {}).setdefault(name, []).append(target)
    for name, text in pairs("--attribute", given["attributes"]):
        _put(plain, ("attributes", name), _typed(estate, plain, ("attributes", name), text))
    return plain


def _missing(estate: Estate, plain: Mapping[str, Any]) -> Iterator[Question]:
    """What the record, its class and the class's attributes demand and nobody has given yet."""
    known = estate.classes.get(plain.get("class", ""))
    wanted = dict.fromkeys(["class", "id", "name", "owner", *(known.required if known else ())])
    for name in wanted:
        if name not in plain and name in _QUESTIONS:
            yield _question(estate, name)
    for name, choices in (("stage", get_args(Stage)), ("status", get_args(Status))):
        if name not in plain["life_cycle"]:
            yield Question(f"--{name}", f"Life cycle, {name}", ("life_cycle", name), choices)
    if known:
        yield from _missing_attributes(known, plain.get("attributes", {}))


_QUESTIONS = {
    "class": "Class",
    "id": "Id, the file's name",
    "name": "Name, as people call it",
    "owner": "Owner, the team that answers for it",
    "operated_by": "Team that operates it",
    "description": "What it is and what it is for",
    "tags": "Tags, separated by ;",
    "environment": "Environment, where it is used",
    "criticality": "Criticality, how bad its loss is",
    "quorum": "How many of its members must be up",
    "verified_on": "Verified on, as 2026-11-21",
}
_CHECKS = {"id": checked_id, "verified_on": read_date}


def _question(estate: Estate, name: str) -> Question:
    option = "--tag" if name == "tags" else f"--{name.replace('_', '-')}"
    return Question(option, _QUESTIONS[name], (name,), _choices(estate, name), _CHECKS.get(name))


def _choices(estate: Estate, name: str) -> Sequence[str]:
    if name == "class":
        return sorted(estate.classes)
    if name in ("owner", "operated_by"):
        return known_ids(estate, Team)
    return {"environment": get_args(Environment), "criticality": get_args(Criticality)}.get(name, ())


def _missing_attributes(item_class: ItemClass, attributes: Mapping[str, Any]) -> Iterator[Question]:
    schema = item_class.attributes
    for name in schema.get("required", ()):
        if name not in attributes:
            about = schema.get("properties", {}).get(name, {})
            words = f"{name}, {about['description']}" if about.get("description") else name
            choices = tuple(map(str, about.get("enum", ())))
            yield Question(f"--attribute {name}=…", words, ("attributes", name), choices)


def _typed(estate: Estate, plain: Mapping[str, Any], route: tuple[str, ...], text: str) -> Any:
    if route[0] == "attributes":
        known = estate.classes.get(plain.get("class", ""))
        return attribute_value(known.attributes if known else {}, route[1], text)
    if route == ("quorum",) and text.isdecimal():
        return int(text)
    return split(text) if route == ("tags",) else text


def _put(plain: dict[str, Any], route: tuple[str, ...], value: Any) -> None:
    *above, last = route
    for step in above:
        plain = plain.setdefault(step, {})
    if last in plain:
        raise click.UsageError(f"'{'.'.join(route)}' is given twice")
    plain[last] = value
