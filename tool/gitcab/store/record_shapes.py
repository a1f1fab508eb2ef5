"""The shapes of records as JSON Schema (draft 7), as strict as their models or stricter.

They are made of what the models generate for editors (`schemas/records/`), as it came with gitcab. What a
model asks beyond JSON Schema is asked here by a tighter pattern or a keyword of our own.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from gitcab.model.relation import Relation
from gitcab.store.starter import starter_file

WHOLE_NUMBER = "wholeNumber"
"""Keyword of our own: an integer that is not written as 1.0."""

_ANNOTATIONS = ("title", "description", "default", "examples")
_TIGHTER: Mapping[str, str] = {
    # Only days that every calendar has; the others are left to the careful reader, as are years out of range.
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": r"^20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])$"
    r"|^20[0-9]{2}-(?:0[13-9]|1[0-2])-(?:29|30)$|^20[0-9]{2}-(?:0[13578]|1[02])-31$",
    # {1,2000} of all Unicode takes 40 ms to compile, and two engines differ on what a blank is.
    r"""^(https?|ssh|mailto):[^\s<>"]{1,2000}$""": r"^(?:https?|ssh|mailto):[!#-;=?-~]+$",
}
_LONGEST_URL = 2000


def item_shape(relations: Mapping[str, Relation]) -> dict[str, Any]:
    """What fits ConfigurationItem, with known relations only, and groups only where they mean something."""
    shape = _shape("ConfigurationItem")
    identifier = shape["properties"]["owner"]
    group = {"$ref": "#/definitions/Group"}
    known = {
        name: {"type": "array", "items": {"anyOf": [identifier, group]} if relation.hits_source else identifier}
        for name, relation in relations.items()
        if re.fullmatch(identifier["pattern"], name)
    }
    written = {"type": "object", "properties": known, "additionalProperties": False}
    return {**shape, "properties": {**shape["properties"], "class": identifier, "relations": written}}


def with_attributes(shape: Mapping[str, Any], attributes: Mapping[str, Any], *, needed: bool) -> dict[str, Any]:
    """The shape of items whose attributes fit a schema as well; none fit where they are `needed` and not there."""
    properties = shape["properties"]
    both = {"allOf": [properties["attributes"], attributes]}
    required = [*shape["required"], *(["attributes"] if needed else [])]
    return {**shape, "properties": {**properties, "attributes": both}, "required": required}


def team_shape() -> dict[str, Any]:
    """What fits Team, without delegations: of those the order of their days is judged as well."""
    shape = _shape("Team")
    return {**shape, "properties": {**shape["properties"], "delegations": {"type": "array", "maxItems": 0}}}


@cache
def _shape(kind: str) -> dict[str, Any]:
    generated = json.loads(starter_file(f"schemas/records/{kind}.json"))
    parts = ("type", "properties", "required", "additionalProperties", "definitions")
    return {part: _tightened(generated[part]) for part in parts}


def _tightened(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_tightened(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    tight = {key: _tightened(value) for key, value in schema.items() if not _is_annotation(key, value)}
    if schema.get("type") == "integer":
        tight[WHOLE_NUMBER] = True
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and pattern in _TIGHTER:
        tight |= {"pattern": _TIGHTER[pattern], "maxLength": _LONGEST_URL}
    return tight


def _is_annotation(key: str, value: Any) -> bool:
    """A field of that name has a schema as its value, and such a note has not."""
    return key in _ANNOTATIONS and not (isinstance(value, dict) and value.keys() & {"type", "anyOf", "$ref"})
