"""Which JSON Schemas (draft 7) two validators surely read alike.

Where two of them could differ, over a pattern's dialect, a number's kind or a keyword's draft, the schema is
not shared: then only the careful validator judges by it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

_SAFE_INTEGER = 2**53
_ESCAPE = r"\\[-.+*?()\[\]{}|/^$\\]"
_CLASS = rf"\[\^?(?:(?!--|&&|~~)[\w .,:;<>=!@#%&~'\"/+*?()|$^{{}}-]|\\[nrt]|{_ESCAPE})+\]"
_PLAIN_PATTERN = re.compile(
    rf"(?:[\w ,:;<>=!@#%&~'\"/.^$|*+?)-]|\((?:\?:|(?!\?))|\{{[0-9]+(?:,[0-9]*)?\}}|{_ESCAPE}|{_CLASS})*", re.ASCII
)
_TYPES = frozenset(("array", "boolean", "integer", "null", "number", "object", "string"))


def is_shared(schema: Any) -> bool:
    """Whether every keyword of the schema means the same to both validators."""
    if isinstance(schema, bool):
        return True
    if not isinstance(schema, Mapping) or not all(map(_is_shared_keyword, schema, schema.values())):
        return False
    return "uniqueItems" not in schema or _holds_one_sort(schema)


def _is_shared_keyword(key: str, value: Any) -> bool:
    judge = _KEYWORDS.get(key)
    return judge is not None and judge(value)


def _holds_one_sort(schema: Mapping[str, Any]) -> bool:
    """Whether its items can be told apart: of mixed ones, 1, 1.0 and true may or may not be one value."""
    items = schema.get("items")
    return isinstance(items, Mapping) and items.get("type") in ("string", "integer")


def _is_note(value: Any) -> bool:
    return True


def _is_type(value: Any) -> bool:
    return all(isinstance(one, str) and one in _TYPES for one in (value if isinstance(value, list) else [value]))


def _is_pattern(value: Any) -> bool:
    return isinstance(value, str) and _PLAIN_PATTERN.fullmatch(value) is not None


def _is_constant(value: Any) -> bool:
    return value is None or isinstance(value, str) or _is_integer(value)


def _is_integer(value: Any) -> bool:
    return type(value) is int and abs(value) <= _SAFE_INTEGER


def _is_bound(value: Any) -> bool:
    return _is_integer(value) or (type(value) is float and abs(value) <= _SAFE_INTEGER)


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _are_constants(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_constant, value))


def _are_shared(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_shared, value))


def _are_shared_by_name(value: Any) -> bool:
    return isinstance(value, Mapping) and all(map(is_shared, value.values()))


def _are_shared_by_pattern(value: Any) -> bool:
    return _are_shared_by_name(value) and all(map(_is_pattern, value))


_KEYWORDS: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("$comment", "default", "description", "examples", "format", "title"), _is_note),
    **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum"), _is_bound),
    **dict.fromkeys(("maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties"), _is_integer),
    **dict.fromkeys(("additionalProperties", "else", "if", "items", "not", "then"), is_shared),
    **dict.fromkeys(("allOf", "anyOf", "oneOf"), _are_shared),
    "const": _is_constant,
    "enum": _are_constants,
    "pattern": _is_pattern,
    "patternProperties": _are_shared_by_pattern,
    "properties": _are_shared_by_name,
    "required": _are_names,
    "type": _is_type,
    "uniqueItems": lambda value: isinstance(value, bool),
}
