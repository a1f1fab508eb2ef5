"""The one door to JSON Schema: what a class demands of its items' attributes.

Patterns are matched in linear time, and `format` is only a note to the reader; see class_misfits.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry

from gitcab.model.pattern import matcher
from gitcab.model.records import Misfit, shown
from gitcab.model.source import Route

_Errors = Iterator[ValidationError]


def attribute_misfits(schema: Mapping[str, Any], attributes: Mapping[str, Any]) -> Iterator[Misfit]:
    """Every way in which the attributes break the class's schema, with routes into the attributes.

    The schema must be one of which `class_misfits.schema_misfits` tells nothing.
    """
    try:
        errors = list(_JUDGE(schema, registry=Registry()).iter_errors(attributes))
    except (RecursionError, OverflowError):
        yield Misfit((), "the values are too deep or too large to be judged")
        return
    yield from sorted(
        (_misfit(error) for error in errors), key=lambda misfit: (_sortable(misfit.route), misfit.message)
    )


def meta_misfits(schema: Mapping[str, Any]) -> Iterator[Misfit]:
    """Why a class's schema of attributes is none of draft 7, with routes into the class's file."""
    judge = Draft7Validator(Draft7Validator.META_SCHEMA)
    for error in sorted(judge.iter_errors(schema), key=lambda error: _sortable(tuple(error.absolute_path))):
        yield Misfit(("attributes", *error.absolute_path), f"no JSON Schema (draft 7): {_short(error.message)}")


def _sortable(route: Route) -> tuple[str, ...]:
    return tuple(f"{step:06}" if isinstance(step, int) else step for step in route)


def _misfit(error: ValidationError) -> Misfit:
    route: Route = tuple(error.absolute_path)
    name = ".".join(map(str, ("attributes", *route)))
    choices: Any = error.validator_value if error.validator == "enum" else ()
    known = tuple(choice for choice in choices if isinstance(choice, str))
    unknown = error.validator == "additionalProperties"
    return Misfit(route, _in_words(error, name), unknown, known, str(error.instance) if known else "")


def _in_words(error: ValidationError, name: str) -> str:
    wanted: Any = error.validator_value
    found = shown(error.instance)
    match error.validator:
        case "required":
            return error.message
        case "additionalProperties":
            return f"'{name}' is an attribute that the class does not allow"
        case "type":
            return (
                f"'{name}' must be of type {' or '.join(wanted) if isinstance(wanted, list) else wanted}, not {found}"
            )
        case "enum":
            return f"'{name}' must be one of {_short(', '.join(map(str, wanted)))}, not {found}"
        case _:
            return f"'{name}': {_short(error.message)}"


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}…"


def _pattern(judge: Any, pattern: str, instance: Any, schema: Any) -> _Errors:
    if judge.is_type(instance, "string") and not matcher(pattern)(instance):
        yield ValidationError(f"{instance!r} does not match the pattern '{pattern}'")


def _pattern_properties(judge: Any, patterns: Mapping[str, Any], instance: Any, schema: Any) -> _Errors:
    matched = ((pattern, key) for pattern in patterns for key in instance if matcher(pattern)(key))
    for pattern, key in matched if judge.is_type(instance, "object") else ():
        yield from judge.descend(instance[key], patterns[pattern], path=key, schema_path=pattern)


def _additional(judge: Any, allowed: Any, instance: Any, schema: Mapping[str, Any]) -> _Errors:
    if not judge.is_type(instance, "object"):
        return
    named, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for key, value in instance.items():
        if key in named or any(matcher(pattern)(key) for pattern in patterns):
            continue
        if allowed is False:
            yield ValidationError("not allowed", path=[key])
        else:
            yield from judge.descend(value, allowed, path=key)


def _required(judge: Any, required: Sequence[str], instance: Any, schema: Any) -> _Errors:
    if judge.is_type(instance, "object"):
        for name in required:
            if name not in instance:
                yield ValidationError(f"the attribute '{name}' is missing")


_extend: Any = extend
_JUDGE = _extend(
    Draft7Validator,
    {
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "additionalProperties": _additional,
        "required": _required,
    },
)
