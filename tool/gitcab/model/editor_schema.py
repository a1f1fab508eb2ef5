"""JSON Schemas of the record kinds for editors, in draft-07 keywords, because language servers stop there."""

from collections.abc import Mapping
from typing import Any

from gitcab.model.item_class import ItemClass
from gitcab.model.records import kinds
from gitcab.model.records._record import Part
from gitcab.model.relation import Relation
from gitcab.model.schema_files import ClassFile, RelationEntry

_DRAFT = "http://json-schema.org/draft-07/schema#"
_REFERENCE = "#/definitions/{model}"


def editor_schemas(classes: Mapping[str, ItemClass], relations: Mapping[str, Relation]) -> dict[str, dict[str, Any]]:
    """Every schema by the name of its file in `schemas/records/`, less `.json`."""
    schemas = {kind: _schema(record) for kind, record in kinds().items()}
    _fold_in(schemas["ConfigurationItem"], classes, relations)
    _fold_in(schemas["RequestForChange"]["definitions"]["ConfigurationItem"], classes, relations)
    schemas["ItemClass"] = _schema(ClassFile)
    schemas["Relations"] = _relations_schema()
    return dict(sorted(schemas.items()))


def _schema(model: type[Part]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True, ref_template=_REFERENCE)
    return _in_draft_07(schema)


def _relations_schema() -> dict[str, Any]:
    entry = RelationEntry.model_json_schema(by_alias=True)
    named = {"additionalProperties": {"$ref": _REFERENCE.format(model="Relation")}, "type": "object"}
    return _in_draft_07({"title": "Relations", **named, "$defs": {"Relation": entry}})


def _in_draft_07(schema: dict[str, Any]) -> dict[str, Any]:
    definitions = schema.pop("$defs", {})
    whole: dict[str, Any] = {"$schema": _DRAFT, **schema}
    if definitions:
        whole["definitions"] = definitions
    renamed: dict[str, Any] = _renamed(whole)
    return renamed


def _renamed(value: Any) -> Any:
    """`prefixItems` is what draft-07 calls a list of `items`."""
    if isinstance(value, list):
        return [_renamed(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {"items" if key == "prefixItems" else key: _renamed(one) for key, one in value.items()}


def _fold_in(schema: dict[str, Any], classes: Mapping[str, ItemClass], relations: Mapping[str, Relation]) -> None:
    """Each class's demands as an `if`/`then`, and the names of classes and relations as choices."""
    properties = schema["properties"]
    properties["class"] = {**properties["class"], "enum": sorted(classes)}
    properties["relations"] = {
        **{
            key: value
            for key, value in properties["relations"].items()
            if key not in ("patternProperties", "propertyNames")
        },
        "properties": {name: _relation_property(schema, relation) for name, relation in sorted(relations.items())},
        "additionalProperties": False,
    }
    schema["allOf"] = [_class_case(name, one) for name, one in sorted(classes.items())]


def _relation_property(schema: Mapping[str, Any], relation: Relation) -> dict[str, Any]:
    targets = schema["properties"]["relations"]
    values = targets.get("additionalProperties") or next(iter(targets["patternProperties"].values()))
    return {**values, "description": relation.meaning}


def _class_case(name: str, item_class: ItemClass) -> dict[str, Any]:
    demanded: dict[str, Any] = {"properties": {"attributes": dict(item_class.attributes)}}
    required = [*item_class.required, *(["attributes"] if item_class.attributes.get("required") else [])]
    if required:
        demanded["required"] = required
    return {"if": {"properties": {"class": {"const": name}}, "required": ["class"]}, "then": demanded}
