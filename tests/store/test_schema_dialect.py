"""Of a class's schema that is shared, both validators say the same of every value."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.model.item_class import ItemClass
from gitcab.model.pattern import matcher
from gitcab.store.acceptance import Acceptance
from gitcab.store.class_misfits import schema_misfits
from gitcab.store.class_schemas import attribute_misfits
from gitcab.store.schema_dialect import is_shared

SUITE = Path(__file__).parents[1] / "data/json-schema-test-suite"
GROUPS = [(path.stem, group) for path in sorted(SUITE.glob("*.json")) for group in json.loads(path.read_text("utf-8"))]
INSTANCES = [test["data"] for _, group in GROUPS for test in group["tests"]]
ITEM = {
    "kind": "ConfigurationItem",
    "class": "box",
    "id": "box-1",
    "name": "Box",
    "owner": "team",
    "life_cycle": {"stage": "operational", "status": "in_use"},
}


def attributes_of(schema: Any) -> dict[str, Any]:
    """A class's schema in which the attribute `x` has the given one."""
    return {"properties": {"x": schema}, "additionalProperties": True}


def usable(schema: Any) -> bool:
    """Whether a class may have that schema at all."""
    return not schema_misfits(ItemClass("Box", "A box.", "compute", (), attributes_of(schema)))


def accepting(schema: Any) -> Acceptance:
    return Acceptance.of({"box": ItemClass("Box", "A box.", "compute", (), attributes_of(schema))}, {})


def fits(schema: Any, value: Any) -> bool:
    """What the careful validator says."""
    return not list(attribute_misfits(attributes_of(schema), {"x": value}))


def assert_judged_alike(schema: Any, values: list[Any]) -> None:
    acceptance = accepting(schema)
    for value in values:
        accepted = acceptance.accepts({**ITEM, "attributes": {"x": value}})
        assert accepted == fits(schema, value), (schema, value)


def _id(group: tuple[str, Mapping[str, Any]]) -> str:
    return f"{group[0]}: {group[1]['description']}"


SHARED = [group for group in GROUPS if is_shared(group[1]["schema"]) and usable(group[1]["schema"])]


@pytest.mark.parametrize(("name", "group"), SHARED, ids=map(_id, SHARED))
def test_the_json_schema_test_suite(name: str, group: Mapping[str, Any]) -> None:
    assert_judged_alike(group["schema"], INSTANCES)


@pytest.mark.parametrize(("name", "group"), GROUPS, ids=map(_id, GROUPS))
def test_nothing_that_the_suite_calls_invalid_is_accepted(name: str, group: Mapping[str, Any]) -> None:
    if usable(group["schema"]) and name != "format":
        acceptance = accepting(group["schema"])
        for test in group["tests"]:
            assert test["valid"] or not acceptance.accepts({**ITEM, "attributes": {"x": test["data"]}}), test


def test_much_of_the_suite_is_shared() -> None:
    assert {"properties", "enum", "anyOf", "if-then-else", "not", "required", "type"} <= {name for name, _ in SHARED}
    assert len(SHARED) > 80


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"$id": "x"},
        {"$schema": "http://json-schema.org/draft-04/schema#"},
        {"multipleOf": 0.01},
        {"enum": [True]},
        {"enum": [1.0]},
        {"const": {"a": 1}},
        {"maximum": 2**60},
        {"maxLength": 2.0},
        {"uniqueItems": True},
        {"uniqueItems": True, "items": {"type": "number"}},
        {"items": [{}]},
        {"contains": {}},
        {"dependencies": {}},
        {"contentEncoding": "base64"},
        {"unknown": 1},
        {"properties": {"a": {"pattern": r"\d"}}},
        {"patternProperties": {r"\w": {}}},
        {"not": {"unevaluatedProperties": False}},
        {"type": "thing"},
    ],
)
def test_what_could_mean_two_things_is_not_shared(schema: dict[str, Any]) -> None:
    assert not is_shared(schema)
    assert not accepting(schema).accepts({**ITEM, "attributes": {"x": 1}})


@pytest.mark.parametrize(
    "pattern",
    [r"\d", r"\w", r"\s", r"\b", r"\p{L}", "(?i)a", "(?<a>b)", "(?=a)", "[[:alpha:]]", "[a&&b]", "[a--b]", "é"],
)
def test_patterns_of_one_dialect_are_not_shared(pattern: str) -> None:
    assert not is_shared({"pattern": pattern})


@pytest.mark.parametrize(
    "pattern",
    [
        "^[a-z]+$",
        "a.c",
        r"^(?:a|b)\.c{2,3}$",
        "[^,]",
        "^[A-Z0-9-]*?$",
        r"x\/y|z",
        "^.$",
        r"[\n\]]",
        "^[0-9a-fA-F.:]+$",
        "^[^@ ]+@[^@ ]+$",
        "",
        "^$",
    ],
)
def test_shared_patterns_match_alike_every_character(pattern: str) -> None:
    assert is_shared({"pattern": pattern})
    letters = [chr(number) for number in (*range(0x250), *range(0x2000, 0x2070), 0x3000, 0xFEFF, 0x1F600)]
    values = [*letters, *(f"a{one}c" for one in letters), "ab", "a.cc", "a.cccc", "x/y", "A-1", "", "a\n", "a@b", "::1"]
    acceptance = accepting({"pattern": pattern})
    for value in values:
        accepted = acceptance.accepts({**ITEM, "attributes": {"x": value}})
        assert accepted == matcher(pattern)(value), (pattern, value)


CONSTANTS = st.none() | st.integers(-3, 3) | st.sampled_from(["", "a", "b", "ab", "1"])
PATTERNS = st.text(st.sampled_from("ab^$.|()[]*+?-{}1,\\"), max_size=8)
VALUES = st.recursive(
    CONSTANTS | st.booleans() | st.sampled_from([1.0, 0.5, -0.0, 1e300, 2**53, 2**53 + 1, 2**64, -(2**70), 10**40]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


def _schemas(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    sizes = st.integers(0, 3)
    bounds = st.integers(-3, 3) | st.sampled_from([0.5, 1.0, 2**53, -(2**53)])
    sorts = st.sampled_from(["array", "boolean", "integer", "null", "number", "object", "string"])
    several = st.lists(inner, min_size=1, max_size=3)
    by_name = st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    names = st.lists(st.sampled_from("abc"), unique=True, max_size=2)
    limits = dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), sizes)
    ends = dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), bounds)
    combined = dict.fromkeys(("allOf", "anyOf", "oneOf"), several)
    single = dict.fromkeys(("not", "if", "then", "else", "items", "additionalProperties"), inner)
    types = sorts | st.lists(sorts, min_size=1, max_size=2, unique=True)
    others = {
        "type": types,
        "enum": st.lists(CONSTANTS, min_size=1, max_size=3, unique=True),
        "const": CONSTANTS,
        "pattern": PATTERNS,
        "properties": by_name,
        "patternProperties": st.dictionaries(PATTERNS, inner, max_size=2),
        "required": names,
        "uniqueItems": st.booleans(),
    }
    keywords = {**limits, **ends, **combined, **single, **others}
    return st.lists(st.sampled_from(sorted(keywords)), max_size=3, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries({key: keywords[key] for key in chosen})
    )


SCHEMAS = st.recursive(st.booleans() | st.just({}), _schemas, max_leaves=6)


@settings(max_examples=600, deadline=None)
@given(SCHEMAS, st.lists(VALUES, min_size=1, max_size=6))
def test_any_schema_that_is_shared(schema: Any, values: list[Any]) -> None:
    if is_shared(schema) and usable(schema):
        assert_judged_alike(schema, values)
