"""A class's demands are judged at their place, and no class schema can fetch, recur or hang."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab.model.item_class import ItemClass
from gitcab.store.acceptance import is_schema
from gitcab.store.attribute_names import is_open, named_attributes
from gitcab.store.class_misfits import schema_misfits
from gitcab.store.class_schemas import attribute_misfits, meta_misfits


def item_class(**fields):
    return ItemClass(title="Server", description="A computer.", family="compute", **fields)


def nested(levels):
    schema = {"type": "object"}
    for _ in range(levels):
        schema = {"properties": {"a": schema}}
    return schema


@pytest.mark.parametrize(
    ("schema", "route", "says"),
    [
        ({"$ref": "#"}, ("attributes", "$ref"), "is not followed"),
        ({"$ref": "https://example.org/x.json"}, ("attributes", "$ref"), "is not followed"),
        ({"items": [{"$ref": "#/a"}]}, ("attributes", "items", 0, "$ref"), "is not followed"),
        ({"type": "strin"}, ("attributes", "type"), "no JSON Schema"),
        ({"type": "array"}, ("attributes", "type"), "must be 'object'"),
        ({"properties": {"a": {"minimum": "x"}}}, ("attributes", "properties", "a", "minimum"), "no JSON Schema"),
        ({"properties": {"a": {"pattern": r"(a)\1"}}}, ("attributes", "properties", "a", "pattern"), "backreferences"),
        ({"patternProperties": {"(?=a)": {}}}, ("attributes", "patternProperties", "(?=a)"), "look-around"),
        (nested(300), ("attributes",), "nested too deeply"),
    ],
)
def test_schema_that_cannot_be_used(schema, route, says):
    (misfit,) = schema_misfits(item_class(attributes=schema))
    assert misfit.route == route
    assert says in misfit.message


KEYWORDS = {
    *(
        "type",
        "enum",
        "const",
        "pattern",
        "format",
        "minimum",
        "multipleOf",
        "exclusiveMaximum",
        "minLength",
        "required",
    ),
    *("properties", "patternProperties", "additionalProperties", "dependencies", "propertyNames", "minProperties"),
    *("items", "additionalItems", "uniqueItems", "contains", "maxItems", "allOf", "anyOf", "not", "if", "$id", "$ref"),
    *("$schema", "$comment", "title", "default", "examples", "definitions", "x-of-ours", "readOnly"),
}
PLAIN = st.one_of(
    st.sampled_from(["string", "integer", "object", "array", "", "[", "http://a b/%", "#", "^a$"]),
    st.sampled_from([None, True, False, 0, 1, -1, 2, 1.0, -0.5, 1e400, float("nan"), 2**70, -(2**70)]),
)
SCHEMAS = st.recursive(
    PLAIN,
    lambda within: (
        st.lists(within, max_size=3) | st.dictionaries(st.sampled_from(sorted(KEYWORDS)), within, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(KEYWORDS)), SCHEMAS, max_size=4))
def test_what_is_taken_for_a_schema_at_once_is_one_with_care(schema):
    assert not (is_schema(schema) and list(meta_misfits(schema)))


def test_plain_schemas_are_taken_at_once():
    assert all(map(is_schema, ({}, nested(5), {"required": ["os"], "properties": {"os": {"enum": ["a", 1]}}})))
    assert not is_schema(nested(20))


def test_a_class_demands_fields_that_there_are():
    (misfit,) = schema_misfits(item_class(required=["environment", "ownr"]))
    assert misfit.route == ("required", 1)


@pytest.mark.parametrize("schema", [{}, nested(10), {"properties": {"$ref": {"type": "string"}}}, {"pattern": "^a$"}])
def test_schema_that_can_be_used(schema):
    assert schema_misfits(item_class(attributes=schema)) == ()


@pytest.mark.parametrize(
    ("schema", "attributes", "route", "says"),
    [
        ({"required": ["os"]}, {}, (), "the attribute 'os' is missing"),
        ({"properties": {"os": {"type": "string"}}}, {"os": 11}, ("os",), "must be of type string, not 11"),
        ({"properties": {"n": {"type": ["integer", "null"]}}}, {"n": "1"}, ("n",), "of type integer or null"),
        ({"properties": {"n": {"type": "integer"}}}, {"n": True}, ("n",), "of type integer"),
        ({"properties": {"n": {"maximum": 4}}}, {"n": 5}, ("n",), "'attributes.n': 5 is greater"),
        ({"properties": {"os": {"enum": ["a", "b"]}}}, {"os": "c"}, ("os",), "must be one of a, b, not 'c'"),
        ({"properties": {"l": {"items": {"type": "string"}}}}, {"l": ["a", 1]}, ("l", 1), "'attributes.l.1'"),
        ({"additionalProperties": False}, {"x": 1}, ("x",), "does not allow"),
        ({"additionalProperties": {"type": "string"}}, {"x": 1}, ("x",), "of type string"),
        ({"patternProperties": {"^x": {"type": "string"}}}, {"xy": 1}, ("xy",), "of type string"),
        ({"properties": {"v": {"pattern": "^[0-9]+$"}}}, {"v": "1a"}, ("v",), "does not match"),
        ({"properties": {"n": {"multipleOf": 0.5}}}, {"n": 10**400}, (), "too large"),
    ],
)
def test_attributes_that_do_not_fit(schema, attributes, route, says):
    (misfit,) = attribute_misfits(schema, attributes)
    assert misfit.route == route
    assert says in misfit.message


def test_patterns_take_care_of_what_they_name():
    schema = {"patternProperties": {"^x-": {}}, "additionalProperties": False}
    assert list(attribute_misfits(schema, {"x-a": 1})) == []


def test_a_long_value_is_cut_in_the_message():
    (misfit,) = attribute_misfits({"properties": {"v": {"type": "integer"}}}, {"v": "a" * 5_000})
    assert len(misfit.message) < 250


def test_a_hostile_pattern_takes_no_time():
    schema = {"properties": {"v": {"pattern": "^(a+)+$"}}, "patternProperties": {"(x+x+)+y": {}}}
    start = perf_counter()
    assert len(list(attribute_misfits(schema, {"v": "a" * 5_000 + "!", "x" * 5_000: 1}))) == 1
    assert perf_counter() - start < 2


def test_attributes_named_in_branches_count():
    schema = {
        "properties": {"a": {}},
        "if": {},
        "then": {"properties": {"b": {}}},
        "allOf": [{"properties": {"c": {}}}],
    }
    assert named_attributes(schema) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("schema", "opened"),
    [({}, True), ({"properties": {"a": {}}}, False), ({"properties": {"a": {}}, "additionalProperties": True}, True)],
)
def test_is_open(schema, opened):
    assert is_open(schema) is opened
