"""Shelf of record kinds, one file each, and the one door to pydantic's judgement.

A member defines RECORD, a subclass of Record whose name is the record's `kind`.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from gitcab import shelf
from gitcab.model.records._record import Record, Reference
from gitcab.model.source import Route

__all__ = ["Misfit", "Record", "Reference", "kinds", "parse", "parse_as", "record_type", "shown"]

P = TypeVar("P", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Misfit:
    """One way in which a value does not fit its kind; `unknown_field` marks a field too many.

    `known` are the words that could have been meant instead of what is `written`: fields, or the
    choices of a value.
    """

    route: Route
    message: str
    unknown_field: bool = False
    known: tuple[str, ...] = ()
    written: str = ""


@cache
def kinds() -> Mapping[str, type[Record]]:
    """Every kind by its name."""
    offered = shelf.collect(sys.modules[__name__], "RECORD", type)
    return {record.__name__: record for record in offered.values()}


def record_type(kind: str) -> type[Record] | None:
    """The model of that kind, None where there is none."""
    return kinds().get(kind)


def parse(kind: str, value: Mapping[str, Any]) -> Record | tuple[Misfit, ...]:
    """The record that a file's value holds, or all the ways in which it does not fit the kind."""
    return parse_as(kinds()[kind], value)


def parse_as(model: type[P], value: Mapping[str, Any]) -> P | tuple[Misfit, ...]:
    """The part that a value holds, or all the ways in which it does not fit the model."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        return tuple(_misfits(model, value, error))


def _misfits(model: type[BaseModel], value: Mapping[str, Any], error: ValidationError) -> Iterator[Misfit]:
    seen: set[tuple[Route, str]] = set()
    for detail in error.errors(include_url=False, include_context=True):
        if detail["type"] == "too_short" and detail["input"]:
            continue  # pydantic counts only the members that fit; each of the others has its own misfit
        route = _real_route(value, detail["loc"])
        message = _plain_words(detail["type"], detail["msg"], route, detail["input"])
        if (route, message) not in seen:
            seen.add((route, message))
            unknown = detail["type"] == "extra_forbidden"
            known = _fields_of(model) if unknown and len(route) == 1 else _choices(detail.get("ctx", {}))
            yield Misfit(route, message, unknown, known, str(detail["input"]))


def _choices(context: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of a choice, out of pydantic's "'low', 'medium' or 'high'"."""
    return tuple(re.findall(r"'([^']*)'", str(context.get("expected", ""))))


def _fields_of(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _real_route(value: Any, location: tuple[str | int, ...]) -> Route:
    """Pydantic puts the tags of unions, as "(text)", into its locations; the file knows none of them."""
    route: list[str | int] = []
    for position, step in enumerate(location):
        if isinstance(step, str) and step.startswith("("):
            continue
        last = position == len(location) - 1
        if isinstance(value, Mapping) and isinstance(step, str) and (step in value or last):
            value = value.get(step)
        elif isinstance(value, list | tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            continue
        route.append(step)
    return tuple(route)


def _plain_words(sort: str, message: str, route: Route, value: Any) -> str:
    name = _name_of(route)
    if sort == "missing":
        return f"{name} is missing"
    if sort == "extra_forbidden":
        return f"{name} is no field here"
    if sort == "value_error":
        return f"{name}: {message.removeprefix('Value error, ')}"
    said = message.removeprefix("Input ").removeprefix("String ").removeprefix("Tuple ").replace("valid tuple", "list")
    said = re.sub(r"valid dictionary( or instance of \w+)?", "mapping", said)
    if sort == "too_short":
        return f"{name} {said.replace(' after validation', '')}"
    return f"{name} {said}, not {shown(value)}"


def _name_of(route: Route) -> str:
    """As a person would say it: 'relations.runs_on', entry 2."""
    keys = ".".join(str(step) for step in route if isinstance(step, str))
    entry = f", entry {route[-1] + 1}," if route and isinstance(route[-1], int) else ""
    return f"'{keys}'{entry}" if keys else "the record"


def shown(value: Any) -> str:
    """A value that does not fit, in a few words: `null`, `'16.4'`, `a mapping`."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = json.dumps(value) if value is None or isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
