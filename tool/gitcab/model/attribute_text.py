"""Attributes as people type them, in an option or in a cell, and the values that their class means."""

import re
from collections.abc import Mapping
from typing import Any

SEPARATOR = ";"
"""Between the values of a list."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", re.ASCII)
_TRUTH = {"true": True, "false": False}


def attribute_value(schema: Mapping[str, Any], name: str, text: str) -> Any:
    """The text as the type that the class's schema of attributes has for that name.

    What does not fit the type stays text, of which the rules then tell.
    """
    properties = schema.get("properties")
    wanted = properties.get(name) if isinstance(properties, Mapping) else None
    return _typed(wanted if isinstance(wanted, Mapping) else {}, text)


def _typed(schema: Mapping[str, Any], text: str) -> Any:
    sort = schema.get("type")
    if sort == "integer" and _WHOLE.fullmatch(text):
        return int(text)
    if sort == "number" and _DECIMAL.fullmatch(text):
        return float(text) if "." in text else int(text)
    if sort == "boolean":
        return _TRUTH.get(text.lower(), text)
    if sort == "array":
        items = schema.get("items")
        inner = items if isinstance(items, Mapping) else {}
        return [_typed(inner, part) for part in split(text)]
    return text


def split(text: str) -> list[str]:
    """The values of a list, `a; b`; empty ones are left out."""
    return [part.strip() for part in text.split(SEPARATOR) if part.strip()]
