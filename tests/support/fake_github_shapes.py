"""Answers in GitHub's shapes: what a test says of them, and the rest as GitHub's description demands it."""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data/github"
_TEXT = {"date-time": "2026-11-21T12:00:00Z", "uri": "https://github.example/x", "email": "somebody@district.example"}
_PLAIN = {"integer": 1, "number": 1, "boolean": False, "array": [], "string": "x"}
NOT_SAID = object()


def _with_null(schema: dict[str, Any]) -> dict[str, Any]:
    """OpenAPI wants null among an enum's values even where it is nullable; GitHub's description leaves it out."""
    if schema.get("nullable") is True and isinstance(schema.get("enum"), list):
        schema["enum"] = [*schema["enum"], None]
    return schema


@cache
def description() -> dict[str, Any]:
    """GitHub's OpenAPI description, for a server at either address."""
    text = gzip.decompress((DATA / "openapi.json.gz").read_bytes())
    whole = json.loads(text, object_hook=_with_null)
    return {**whole, "servers": [{"url": "/"}, {"url": "/api/v3"}]}


def answer(path: str, method: str, status: int, said: Any) -> Any:
    """The answer of that operation with what is said, completed with whatever its schema requires."""
    response = _resolved(description()["paths"][path][method]["responses"][str(status)])
    content = response.get("content", {}).get("application/json")
    return said if content is None else complete(content["schema"], said)


def complete(schema: dict[str, Any], said: Any = NOT_SAID) -> Any:
    """`said` is kept; where an object lacks what is required, the least that fits is put in."""
    schema = _resolved(schema)
    if said is NOT_SAID and schema.get("nullable"):
        return None
    if isinstance(said, list):
        return [complete(schema.get("items", {}), each) for each in said]
    if said == {}:
        return said
    if isinstance(said, dict) or (said is NOT_SAID and _is_object(schema)):
        return _completed(schema, {} if said is NOT_SAID else said)
    return _least(schema) if said is NOT_SAID else said


def _completed(schema: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    known = schema.get("properties", {})
    missing = {name: complete(known.get(name, {})) for name in schema.get("required", ()) if name not in said}
    return {**missing, **{name: complete(known.get(name, {}), value) for name, value in said.items()}}


def _is_object(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "object" or "properties" in schema


def _least(schema: dict[str, Any]) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "string":
        return _TEXT.get(schema.get("format", ""), "x" * max(1, schema.get("minLength", 0)))
    return _PLAIN.get(schema.get("type", ""))


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """References followed, all of `allOf` together, the first of `oneOf` and `anyOf`."""
    if target := schema.get("$ref"):
        _, _, sort, name = target.split("/")
        return _resolved(description()["components"][sort][name])
    if "allOf" in schema:
        parts = [_resolved(part) for part in schema["allOf"]]
        return {
            **schema | {"allOf": None},
            "type": "object",
            "properties": {name: value for part in parts for name, value in part.get("properties", {}).items()},
            "required": [name for part in parts for name in part.get("required", ())],
        }
    choices = schema.get("oneOf") or schema.get("anyOf")
    return {**_resolved(choices[0]), "nullable": schema.get("nullable", False)} if choices else schema
