"""Which attributes a class's JSON Schema names, and whether it welcomes others."""

from collections.abc import Mapping
from typing import Any

_COMBINED = ("allOf", "anyOf", "oneOf")
_BRANCHES = ("if", "then", "else")


def named_attributes(schema: Mapping[str, Any]) -> frozenset[str]:
    """The attributes that a class's schema names anywhere at its top level."""
    names = set(schema.get("properties", ()))
    inner = [part for key in _COMBINED for part in schema.get(key, ())]
    for part in (*inner, *(schema.get(key) for key in _BRANCHES)):
        if isinstance(part, Mapping):
            names |= named_attributes(part)
    return frozenset(names)


def is_open(schema: Mapping[str, Any]) -> bool:
    """Whether the schema says itself that other attributes are welcome, or says nothing of any."""
    return not named_attributes(schema) or "additionalProperties" in schema or "patternProperties" in schema


def closed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema, which now refuses itself whatever attribute it neither names nor welcomes."""
    if is_open(schema):
        return dict(schema)
    named = dict.fromkeys(named_attributes(schema), True)
    return {**schema, "properties": {**named, **schema.get("properties", {})}, "additionalProperties": False}
