"""Why a class cannot be used: what is wrong with what it demands.

Class schemas may come from a stranger's pull request. So `$ref` is refused (nothing is fetched, nothing recurs),
and so are patterns that need backtracking.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gitcab.model.item_class import ItemClass
from gitcab.model.pattern import matcher
from gitcab.model.records import Misfit
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.source import Route
from gitcab.store.acceptance import is_schema


def schema_misfits(item_class: ItemClass) -> tuple[Misfit, ...]:
    """Why a class cannot be used, with routes into its own file; nothing where it can."""
    return (*_required_misfits(item_class), *_attribute_schema_misfits(item_class.attributes))


def _required_misfits(item_class: ItemClass) -> Iterator[Misfit]:
    fields = tuple(field.alias or name for name, field in ConfigurationItem.model_fields.items())
    for index, name in enumerate(item_class.required):
        if name not in fields:
            yield Misfit(("required", index), f"'{name}' is no field of an item", False, fields, name)


def _attribute_schema_misfits(schema: Mapping[str, Any]) -> list[Misfit]:
    try:
        wrong = [*_dangers(schema, ("attributes",)), *_meta_misfits(schema)]
    except RecursionError:
        return [Misfit(("attributes",), "the schema is nested too deeply")]
    if not wrong and schema.get("type", "object") != "object":
        return [Misfit(("attributes", "type"), "attributes are a mapping, so their type must be 'object'")]
    return wrong


def _meta_misfits(schema: Mapping[str, Any]) -> Iterable[Misfit]:
    if is_schema(schema):
        return ()
    # Loading it takes longer than reading all classes, and mostly nobody needs it.
    from gitcab.store.class_schemas import meta_misfits

    return meta_misfits(schema)


def _dangers(schema: Any, route: Route) -> Iterator[Misfit]:
    """What would fetch, recur or hang: references, and patterns that need backtracking."""
    if isinstance(schema, Mapping):
        if isinstance(schema.get("$ref"), str):
            yield Misfit((*route, "$ref"), "'$ref' is not followed in class schemas; write the schema out in its place")
        yield from _pattern_misfits(schema, route)
        for key, value in schema.items():
            yield from _dangers(value, (*route, key))
    elif isinstance(schema, Sequence) and not isinstance(schema, str):
        for index, value in enumerate(schema):
            yield from _dangers(value, (*route, index))


def _pattern_misfits(schema: Mapping[str, Any], route: Route) -> Iterator[Misfit]:
    keyed = schema.get("patternProperties")
    found = [(("patternProperties", text), text) for text in keyed] if isinstance(keyed, Mapping) else []
    for step, text in [*found, (("pattern",), schema.get("pattern"))]:
        try:
            if isinstance(text, str):
                matcher(text)
        except ValueError as error:
            yield Misfit((*route, *step), f"the pattern '{text[:60]}' cannot be used: {error}")
